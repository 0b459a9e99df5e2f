package dev.linnet.agent.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.HttpConnection;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent's end of a session over plain HTTP; the hub's answers are the test's, one by one. */
class PollingSocketTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Requests posts = new Requests();
    private final Requests polls = new Requests();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final PollingSocket socket = new PollingSocket(
            posts,
            polls,
            HttpHeaders.EMPTY,
            "/agent/sessions/1",
            "linnet.v1.json",
            new Events(),
            new PollingTimes(Duration.ofSeconds(20), MOMENT));

    @BeforeEach
    void begin() {
        socket.start();
    }

    @AfterEach
    void end() {
        socket.abort();
    }

    @Test
    void messagesGoInBatchesOneAtATime() throws Exception {
        socket.sendText("a");
        assertThat(posts.next()).isEqualTo("POST /agent/sessions/1?seq=1 a");
        socket.sendText("b");
        socket.sendText("c");
        posts.answer(nothing());
        assertThat(posts.next()).isEqualTo("POST /agent/sessions/1?seq=2 b\nc");
        posts.answer(nothing());
    }

    @Test
    void whatIsNotAnsweredIsSentAgainUnderItsNumber() throws Exception {
        socket.sendText("a");
        socket.sendPing(ByteBuffer.wrap("results-1".getBytes(UTF_8)));
        for (HttpResponse answer : List.of(Requests.LOST, HttpResponse.of(502), HttpResponse.of(503))) {
            assertThat(posts.next()).isEqualTo("POST /agent/sessions/1?seq=1 a");
            posts.answer(answer);
        }
        assertThat(posts.next()).isEqualTo("POST /agent/sessions/1?seq=1 a");
        assertThat(events).isEmpty();
        posts.answer(nothing());
        assertThat(event()).as("proves that what went before has arrived").isEqualTo("pong results-1");
    }

    @Test
    void aPingThatHasNothingBeforeItTakesNoNumber() throws Exception {
        for (int i = 1; i <= 3; i++) {
            socket.sendPing(ByteBuffer.wrap("read".getBytes(UTF_8)));
            assertThat(event()).isEqualTo("pong read");
            socket.sendText("a");
            assertThat(posts.next()).isEqualTo("POST /agent/sessions/1?seq=" + i + " a");
            posts.answer(nothing());
        }
    }

    @Test
    void aPingBeforeALargeMessageIsAnsweredBeforeIt() throws Exception {
        socket.sendText("a");
        posts.next();
        socket.sendPing(ByteBuffer.wrap("read".getBytes(UTF_8)));
        socket.sendText("x".repeat(20_000));
        posts.answer(nothing());
        assertThat(event()).isEqualTo("pong read");
        assertThat(posts.next()).startsWith("POST /agent/sessions/1?seq=2&more=1 x");
        posts.answer(nothing());
        assertThat(posts.next()).startsWith("POST /agent/sessions/1?seq=3 x");
    }

    @Test
    void messagesOfTheHubAreHeardOnceAndConfirmed() throws Exception {
        assertThat(polls.next()).isEqualTo("GET /agent/sessions/1?after=0 ");
        polls.answer(messages(2, "x\ny\n"));
        assertThat(event()).isEqualTo("x");
        assertThat(event()).isEqualTo("y");
        assertThat(polls.next()).endsWith("?after=2 ");
        polls.answer(messages(3, "y\nz\n"));
        assertThat(event()).isEqualTo("z");
        assertThat(polls.next()).endsWith("?after=3 ");
        polls.answer(Requests.LOST); // cut by a proxy
        assertThat(polls.next()).endsWith("?after=3 ");
        polls.answer(HttpResponse.of(200, "text/html", "<h1>Welcome to our hotel</h1>\n"));
        assertThat(polls.next()).endsWith("?after=3 ");
        polls.answer(nothing());
        assertThat(polls.next()).endsWith("?after=3 ");
    }

    @Test
    void theHubSaysWhyTheSessionEnds() throws Exception {
        polls.next();
        polls.answer(HttpResponse.of(410).with("Linnet-Close", "4001 replaced by a newer connection"));
        assertThat(event()).isEqualTo("closed 4001 replaced by a newer connection");
        assertThat(socket.isOpen()).isFalse();
        assertThat(socket.sendText("a")).isFalse();
    }

    @Test
    void aHubThatIsSilentIsGoneWithinTwoOfItsHeartbeats() throws Exception {
        VirtualLoop loop = new VirtualLoop();
        Duration heartbeat = Duration.ofSeconds(60);
        socket.watch(heartbeat, loop);
        for (int i = 0; i < 5; i++) {
            loop.advance(heartbeat.multipliedBy(7).dividedBy(4).minusNanos(1));
            socket.sendText("a");
            socket.sendPing(ByteBuffer.wrap("heard".getBytes(UTF_8)));
            posts.next();
            posts.answer(nothing());
            assertThat(event()).isEqualTo("pong heard");
        }
        socket.sendText("a");
        for (HttpResponse proxys : List.of(HttpResponse.of(503), Requests.LOST, HttpResponse.of(200))) {
            posts.next();
            posts.answer(proxys);
        }
        posts.next();
        assertThat(socket.isOpen()).isTrue();
        loop.advance(heartbeat.multipliedBy(2));
        assertThat(event()).isEqualTo("closed 1006 nothing heard for two heartbeats");
        assertThat(socket.isOpen()).isFalse();
        loop.advance(heartbeat);
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void aHubThatIsBehindIsHeard() throws Exception {
        VirtualLoop loop = new VirtualLoop();
        Duration heartbeat = Duration.ofSeconds(20);
        socket.watch(heartbeat, loop);
        socket.sendText("a");
        posts.next();
        for (int i = 0; i < 5; i++) {
            loop.advance(heartbeat.multipliedBy(3).dividedBy(2));
            posts.answer(HttpResponse.of(503, "application/problem+json", "{}"));
            posts.next(); // the same again: the answer was heard
        }
        loop.advance(heartbeat);
        assertThat(socket.isOpen()).isTrue();
    }

    @Test
    void moreThanFitsIsRefusedUntilThereIsRoom() throws Exception {
        String large = "x".repeat(16_000);
        int taken = 0;
        while (socket.sendText(large)) {
            taken++;
        }
        assertThat(taken).isEqualTo(4);
        posts.next();
        posts.answer(nothing());
        assertThat(event()).isEqualTo("writable");
        assertThat(socket.sendText(large)).isTrue();
    }

    @Test
    void aMessageLargerThanABatchGoesInPieces() throws Exception {
        socket.sendText("a");
        assertThat(posts.next()).endsWith("?seq=1 a");
        String hello = "x".repeat(16_384) + "y".repeat(16_384) + "z".repeat(10);
        assertThat(socket.sendText(hello)).isTrue();
        assertThat(socket.sendText("b")).isTrue();
        socket.sendPing(ByteBuffer.wrap("read".getBytes(UTF_8)));
        posts.answer(nothing());
        assertThat(posts.next()).isEqualTo("POST /agent/sessions/1?seq=2&more=1 " + "x".repeat(16_384));
        posts.answer(nothing());
        assertThat(posts.next()).isEqualTo("POST /agent/sessions/1?seq=3&more=1 " + "y".repeat(16_384));
        posts.answer(Requests.LOST);
        assertThat(posts.next()).as("again").isEqualTo("POST /agent/sessions/1?seq=3&more=1 " + "y".repeat(16_384));
        assertThat(events).isEmpty();
        posts.answer(nothing());
        assertThat(posts.next()).isEqualTo("POST /agent/sessions/1?seq=4 " + "z".repeat(10) + "\nb");
        posts.answer(nothing());
        assertThat(event()).isEqualTo("pong read");
    }

    @Test
    void ofMessagesLargerThanAllThatMayWaitThereIsOneAtATime() throws Exception {
        String large = "x".repeat(100_000);
        assertThat(socket.sendText(large)).isTrue();
        assertThat(socket.sendText("a")).isFalse();
        for (int i = 1; i <= 7; i++) {
            assertThat(posts.next()).contains("?seq=" + i + (i < 7 ? "&more=1 x" : " x"));
            posts.answer(nothing());
        }
        assertThat(event()).isEqualTo("writable");
        while (!socket.sendText(large)) {
            assertThat(event()).isEqualTo("writable");
        }
    }

    @Test
    void whatWasSentBeforeTheEndStillGoes() throws Exception {
        socket.sendText("last");
        socket.close(new CloseStatus(CloseStatus.GOING_AWAY, "the agent stops"));
        assertThat(posts.next()).endsWith("last");
        posts.answer(nothing());
        assertThat(posts.next()).isEqualTo("DELETE /agent/sessions/1 ");
        posts.answer(nothing());
        assertThat(event()).isEqualTo("closed 1001 the agent stops");
    }

    private String event() throws InterruptedException {
        String event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private static HttpResponse nothing() {
        return HttpResponse.of(204);
    }

    private static HttpResponse messages(long last, String lines) {
        return HttpResponse.of(200, "application/x-ndjson", lines).with("Linnet-Last", Long.toString(last));
    }

    private final class Events implements WebSocketListener {
        @Override
        public void onText(WebSocket from, ByteBuffer utf8) {
            events.add(UTF_8.decode(utf8).toString());
        }

        @Override
        public void onPong(WebSocket from, ByteBuffer payload) {
            events.add("pong " + UTF_8.decode(payload));
        }

        @Override
        public void onWritable(WebSocket from) {
            events.add("writable");
        }

        @Override
        public void onClose(WebSocket from, CloseStatus status) {
            events.add("closed " + status.code() + " " + status.reason());
        }
    }

    /** Hands requests to the test and waits for what it answers. */
    private static final class Requests implements HttpConnection {
        private static final HttpResponse LOST = HttpResponse.of(599);
        private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        private final BlockingQueue<HttpResponse> answers = new LinkedBlockingQueue<>();

        @Override
        public HttpResponse ask(String method, String target, HttpHeaders headers, byte[] body, Duration patience)
                throws IOException {
            asked.add(method + " " + target + " " + new String(body, UTF_8));
            try {
                HttpResponse answer = answers.poll(patience.toSeconds(), TimeUnit.SECONDS);
                if (answer == null || answer.status() == LOST.status()) {
                    throw new IOException("lost");
                }
                return answer;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        String next() throws InterruptedException {
            String request = asked.poll(20, TimeUnit.SECONDS);
            assertThat(request).isNotNull();
            return request;
        }

        void answer(HttpResponse answer) {
            answers.add(answer);
        }

        @Override
        public void close() {
            answers.add(LOST);
        }
    }
}
