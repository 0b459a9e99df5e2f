package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.host.Timeline;
import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.MemorySpool;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.LinkClose;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Value;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocketListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From a makeshift back to WebSocket: make before break. The clock is the test's. */
class LinkProbeTest implements Dialer, LinkListener {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** One connection, as the hub has it. */
    private record Connection(WebSocketListener listener, FakeSocket socket) {}

    private final VirtualLoop loop = new VirtualLoop();
    private final MemorySpool spool = new MemorySpool("boot1", 8 << 20);
    private final List<Connection> makeshifts = new ArrayList<>();
    private final List<Connection> better = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final HubLink link;
    private boolean blocked = true;
    private boolean makeshift = true;
    private int probes;
    private int unheard;

    LinkProbeTest() {
        ChannelDescription channel = new ChannelDescription(
                "t", ChannelDescription.Kind.SENSOR, ChannelDescription.Type.NUMBER, "temperature", "Cel", null);
        long start = loop.nanoTime();
        Timeline timeline = new Timeline(() -> NOON.plusNanos(loop.nanoTime() - start), loop::nanoTime, () -> true);
        link = new HubLink(
                loop,
                Runnable::run,
                this,
                MessageCodecs.of(FakeSocket.CODEC),
                new LinkIdentity("kitchen", "0.1.0", "a board", List.of(channel)),
                spool,
                timeline,
                Map::of,
                new Random(4),
                this);
        link.start();
        loop.advance(Duration.ofSeconds(1));
        welcome(makeshifts.getFirst());
    }

    @Override
    public void dial(WebSocketListener listener) {
        makeshifts.add(open(listener));
    }

    @Override
    public void dialBetter(WebSocketListener listener) throws IOException {
        probes++;
        if (blocked) {
            throw new IOException("blocked");
        }
        better.add(open(listener));
    }

    private static Connection open(WebSocketListener listener) {
        Connection opened = new Connection(listener, new FakeSocket());
        listener.onOpen(opened.socket());
        return opened;
    }

    @Override
    public boolean isMakeshift() {
        return makeshift;
    }

    @Override
    public void betterTaken() {
        makeshift = false;
        events.add("taken");
    }

    @Override
    public void unheard() {
        unheard++;
    }

    @Override
    public void linkUp() {
        events.add("up");
    }

    @Override
    public void linkDown() {
        events.add("down");
    }

    @Override
    public void command(Command command) {}

    @Test
    void probesComeSeldomerAndDisturbNothing() {
        loop.advance(Duration.ofHours(1));
        assertThat(probes).isBetween(8, 12);
        sample();
        assertThat(readings(makeshifts.getFirst())).isEqualTo(1);
        assertThat(events).containsExactly("up");
        assertThat(makeshifts).hasSize(1);
    }

    @Test
    void theMakeshiftGoesWhenTheHubHasWelcomedTheOther() {
        blocked = false;
        loop.advance(Probe.FIRST);
        Connection found = better.getFirst();
        assertThat(found.socket().takeSent().getFirst()).isInstanceOf(Hello.class);
        sample();
        assertThat(readings(makeshifts.getFirst())).as("until then").isEqualTo(1);
        welcome(found);
        assertThat(makeshifts.getFirst().socket().open).isFalse();
        assertThat(readings(found)).as("what is not acknowledged comes again").isEqualTo(1);
        makeshifts.getFirst().listener().onClose(makeshifts.getFirst().socket(), CloseStatus.of(CloseStatus.ABNORMAL));
        loop.advance(Duration.ofMinutes(30));
        assertThat(events).containsExactly("up", "taken");
        assertThat(link.state()).isEqualTo(HubLink.State.OPEN);
        assertThat(probes).isEqualTo(1);
    }

    @Test
    void oneThatGetsNoWelcomeIsGivenUp() {
        blocked = false;
        loop.advance(Probe.FIRST);
        loop.advance(HubLink.WELCOME_TIMEOUT);
        assertThat(better.getFirst().socket().open).isFalse();
        sample();
        assertThat(readings(makeshifts.getFirst())).isEqualTo(1);
        assertThat(events).containsExactly("up");
    }

    @Test
    void aHubThatReplacesTheMakeshiftFirstIsWaitedFor() {
        blocked = false;
        loop.advance(Probe.FIRST);
        replaced();
        assertThat(link.state()).isEqualTo(HubLink.State.GREETING);
        welcome(better.getFirst());
        assertThat(events).containsExactly("up", "down", "taken", "up");
        assertThat(makeshifts).hasSize(1);
    }

    @Test
    void andIfItsWelcomeIsSwallowedTheMakeshiftIsDialledAgain() {
        blocked = false;
        loop.advance(Probe.FIRST);
        replaced();
        loop.advance(HubLink.WELCOME_TIMEOUT.plusSeconds(2));
        assertThat(unheard).isEqualTo(1);
        assertThat(makeshifts).hasSize(2);
        welcome(makeshifts.get(1));
        assertThat(events).containsExactly("up", "down", "up");
    }

    @Test
    void sessionsThatEndBeforeTheNextProbeDoNotPutItOff() {
        loop.advance(Duration.ofHours(1)); // by now they are as seldom as they get
        int before = probes;
        for (int i = 0; i < 24; i++) { // of a proxy that cuts each after five minutes
            loop.advance(Duration.ofMinutes(5));
            cutAndWelcome();
        }
        assertThat(probes - before).isBetween(7, 12);
    }

    @Test
    void afterAWebSocketTheyBeginAnew() {
        loop.advance(Duration.ofHours(1));
        makeshift = false; // the next connection is none
        cutAndWelcome();
        makeshift = true;
        cutAndWelcome();
        int before = probes;
        loop.advance(Probe.FIRST);
        assertThat(probes).isEqualTo(before + 1);
    }

    private void cutAndWelcome() {
        Connection last = makeshifts.getLast();
        last.socket().open = false;
        last.listener().onClose(last.socket(), CloseStatus.of(CloseStatus.ABNORMAL));
        loop.advance(Duration.ofSeconds(2));
        welcome(makeshifts.getLast());
    }

    @Test
    void readingsInAStreamThatItsHelloHasBegunGoOverTheMakeshiftMeanwhile() {
        blocked = false;
        for (int i = 0; i <= Backlog.DEFAULT.readings(); i++) {
            spool.append("t", loop.nanoTime(), Value.of(i)); // which the hub does not acknowledge
        }
        link.wake();
        loop.advance(Probe.FIRST);
        assertThat(better).hasSize(1);
        assertThat(spool.stream()).isNotEqualTo("boot1");
        readings(makeshifts.getFirst());
        sample();
        assertThat(readings(makeshifts.getFirst())).isEqualTo(1);
    }

    private void replaced() {
        Connection old = makeshifts.getFirst();
        old.socket().open = false;
        old.listener().onClose(old.socket(), CloseStatus.of(LinkClose.REPLACED));
        loop.settle();
    }

    private void sample() {
        spool.append("t", loop.nanoTime(), Value.of(1));
        link.wake();
        loop.advance(Duration.ofSeconds(1));
    }

    private long readings(Connection of) {
        return of.socket().takeSent().stream()
                .filter(Telemetry.class::isInstance)
                .count();
    }

    private void welcome(Connection to) {
        Message message = new Welcome(NOON, Duration.ofSeconds(20), 65_536, 500, Map.of("boot1", 0L));
        to.listener().onText(to.socket(), ByteBuffer.wrap(FakeSocket.CODEC.encode(message)));
        loop.settle();
    }
}
