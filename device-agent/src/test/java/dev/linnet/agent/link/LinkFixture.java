package dev.linnet.agent.link;

import dev.linnet.agent.host.Timeline;
import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.MemorySpool;
import dev.linnet.agent.spool.Spool;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Value;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocketListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A link with everything around it played by the test: the hub, the clock, the spool's source. */
final class LinkFixture implements Dialer, LinkListener {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final VirtualLoop loop;
    final Spool spool;
    final List<String> events = new ArrayList<>();
    final List<Duration> dialledAt = new ArrayList<>();
    private final Instant begin;
    private final long start;
    final HubLink link;

    /** What the next attempts meet; null lets them in. */
    @Nullable
    IOException refusal;

    Duration step = Duration.ZERO; // by which the wall clock was set
    boolean synchronised = true; // a time server keeps the wall clock
    boolean silent; // the attempt hangs
    int maxMessage = 65_536; // of the hub
    Map<String, String> troubles = Map.of();
    private @Nullable WebSocketListener listener;
    Supplier<FakeSocket> sockets = FakeSocket::new;
    FakeSocket socket = new FakeSocket();

    LinkFixture() {
        this(new Random(4));
    }

    LinkFixture(Random random) {
        this(random, new VirtualLoop(), new MemorySpool("boot1", 8 << 20), NOON);
    }

    /** An agent that starts at {@code begin}. */
    LinkFixture(Random random, VirtualLoop loop, Spool spool, Instant begin) {
        this(random, loop, spool, begin, List.of(channel("t")));
    }

    LinkFixture(Random random, VirtualLoop loop, Spool spool, Instant begin, List<ChannelDescription> channels) {
        this.loop = loop;
        this.spool = spool;
        this.begin = begin;
        this.start = loop.nanoTime();
        Timeline timeline = new Timeline(this::wall, loop::nanoTime, () -> synchronised);
        LinkIdentity identity = new LinkIdentity("kitchen", "0.1.0", "a board", channels);
        link = new HubLink(
                loop,
                Runnable::run,
                this,
                MessageCodecs.of(FakeSocket.CODEC),
                identity,
                spool,
                timeline,
                () -> troubles,
                random,
                this);
    }

    static ChannelDescription channel(String id) {
        return new ChannelDescription(
                id, ChannelDescription.Kind.SENSOR, ChannelDescription.Type.NUMBER, "temperature", "Cel", null);
    }

    Instant wall() {
        return begin.plusNanos(loop.nanoTime() - start).plus(step);
    }

    @Override
    public void dial(WebSocketListener dialler) throws IOException {
        dialledAt.add(Duration.ofNanos(loop.nanoTime() - start));
        if (refusal != null) {
            throw refusal;
        }
        listener = dialler;
        if (silent) {
            return;
        }
        socket = sockets.get();
        dialler.onOpen(socket);
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
    public void command(Command command) {
        events.add("command " + command.id());
    }

    private WebSocketListener listener() {
        return Objects.requireNonNull(listener);
    }

    /** The attempt that hung succeeds after all. */
    void answerLate() {
        listener().onOpen(socket);
        loop.settle();
    }

    /** One message that the loop has no time for yet. */
    void flood() {
        listener().onPong(socket, ByteBuffer.allocate(0));
    }

    /** Starts, connects and takes the hello away. */
    LinkFixture connected() {
        link.start();
        loop.advance(Duration.ofSeconds(1));
        return this;
    }

    /** Lets time pass until the hub is asked for its welcome. */
    void awaitHello() {
        for (int i = 0; i < 600 && link.state() != HubLink.State.GREETING; i++) {
            loop.advance(Duration.ofSeconds(1));
        }
        if (link.state() != HubLink.State.GREETING) {
            throw new AssertionError("no attempt within ten minutes");
        }
    }

    /** Connected and welcomed, with nothing left to send. */
    LinkFixture open() {
        connected().welcome(0);
        socket.takeSent();
        return this;
    }

    void welcome(long acknowledged) {
        welcome(acknowledged, 65_536, 500);
    }

    void welcome(long acknowledged, int maxMessage, int maxReadings) {
        hub(new Welcome(NOON, Duration.ofSeconds(20), maxMessage, maxReadings, Map.of("boot1", acknowledged)));
    }

    void welcome(Map<String, Long> acknowledged) {
        hub(new Welcome(wall(), Duration.ofSeconds(20), maxMessage, 500, acknowledged));
    }

    /** The hub says this. */
    void hub(Message.FromHub message) {
        text(new String(FakeSocket.CODEC.encode(message), StandardCharsets.UTF_8));
    }

    /** The hub says just this. */
    void text(String text) {
        listener().onText(socket, StandardCharsets.UTF_8.encode(text));
        loop.settle();
    }

    void pong(String payload) {
        listener().onPong(socket, StandardCharsets.US_ASCII.encode(payload));
        loop.settle();
    }

    /** The hub has read everything that was sent, the pings included. */
    void pongs() {
        List<String> pings = List.copyOf(socket.pings);
        socket.pings.clear();
        if (!pings.isEmpty()) {
            pong(pings.getLast());
        }
    }

    void writable() {
        listener().onWritable(socket);
        loop.settle();
    }

    /** The connection ends. */
    void closed(int code) {
        socket.open = false;
        listener().onClose(socket, CloseStatus.of(code));
        loop.settle();
    }

    void binary() {
        listener().onBinary(socket, ByteBuffer.allocate(1));
        loop.settle();
    }

    void sample(int count) {
        for (int i = 0; i < count; i++) {
            spool.append("t", loop.nanoTime(), Value.of(i));
            link.wake();
        }
    }

    /** The sequence numbers in the telemetry that was sent since the last look, a list a message. */
    List<List<Long>> telemetry() {
        List<List<Long>> batches = new ArrayList<>();
        for (Message.FromAgent message : socket.takeSent()) {
            if (message instanceof Telemetry telemetry) {
                batches.add(telemetry.readings().stream().map(Reading::sequence).toList());
            }
        }
        return batches;
    }
}
