package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.host.Timeline;
import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.MemorySpool;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocketListener;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A link that may turn to plain HTTP, on a network that lets now the one through and now the other. The clock is the test's. */
class LinkFallbackTest implements LinkListener {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final VirtualLoop loop = new VirtualLoop();
    private final List<String> dialled = new ArrayList<>();
    private final HubLink link;
    private boolean blocked = true; // WebSocket is
    private @Nullable WebSocketListener listener;
    private FakeSocket socket = new FakeSocket();

    LinkFallbackTest() {
        long start = loop.nanoTime();
        link = new HubLink(
                loop,
                Runnable::run,
                new FallbackDialer(this::webSocket, this::http),
                MessageCodecs.of(FakeSocket.CODEC),
                new LinkIdentity("kitchen", "0.1.0", "a board", List.of()),
                new MemorySpool("boot1", 8 << 20),
                new Timeline(() -> NOON.plusNanos(loop.nanoTime() - start), loop::nanoTime, () -> true),
                Map::of,
                new Random(4),
                this);
        link.start();
        for (int i = 0; i < 60 && dialled.size() < FallbackDialer.AFTER + 1; i++) {
            loop.advance(Duration.ofSeconds(1));
        }
        assertThat(dialled).containsExactly("websocket", "websocket", "websocket", "http");
        dialled.clear();
    }

    private void webSocket(WebSocketListener dialler) throws IOException {
        dialled.add("websocket");
        if (blocked) {
            throw new SocketException("cut");
        }
        open(dialler);
    }

    private void http(WebSocketListener dialler) {
        dialled.add("http");
        open(dialler);
    }

    private void open(WebSocketListener dialler) {
        listener = dialler;
        socket = new FakeSocket();
        dialler.onOpen(socket);
    }

    @Override
    public void linkUp() {}

    @Override
    public void linkDown() {}

    @Override
    public void command(Command command) {}

    @Test
    void aSessionOverHttpThatIsNeverWelcomeKeepsNobodyFromWebSocket() {
        blocked = false; // and HTTP opens, and nothing comes of it
        loop.advance(HubLink.WELCOME_TIMEOUT.plus(Backoff.CAP));
        assertThat(dialled).first().isEqualTo("websocket");
        welcome();
        assertThat(link.state()).isEqualTo(HubLink.State.OPEN);
    }

    @Test
    void norDoesOneThatEndsBeforeItsWelcome() {
        blocked = false;
        closed();
        loop.advance(Backoff.CAP);
        assertThat(dialled).first().isEqualTo("websocket");
    }

    @Test
    void whileNothingComesThroughBothAreTriedInTurns() {
        loop.advance(Duration.ofMinutes(10));
        assertThat(dialled.size()).isGreaterThan(10);
        for (int i = 0; i < dialled.size(); i++) {
            assertThat(dialled.get(i)).isEqualTo(i % 2 == 0 ? "websocket" : "http");
        }
    }

    @Test
    void aSessionThatWasWelcomeIsFollowedByAnother() {
        welcome();
        closed();
        loop.advance(Backoff.CAP);
        assertThat(dialled).first().isEqualTo("http");
    }

    private WebSocketListener listener() {
        return Objects.requireNonNull(listener);
    }

    private void welcome() {
        Welcome welcome = new Welcome(NOON, Duration.ofSeconds(20), 65_536, 500, Map.of("boot1", 0L));
        listener().onText(socket, ByteBuffer.wrap(FakeSocket.CODEC.encode(welcome)));
        loop.settle();
    }

    private void closed() {
        socket.open = false;
        listener().onClose(socket, CloseStatus.of(CloseStatus.ABNORMAL));
        loop.settle();
    }
}
