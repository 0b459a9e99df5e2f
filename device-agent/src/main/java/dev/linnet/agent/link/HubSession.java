package dev.linnet.agent.link;

import dev.linnet.agent.host.Timeline;
import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.agent.spool.Spool;
import dev.linnet.agent.spool.SpoolDepth;
import dev.linnet.agent.spool.SpoolForecast;
import dev.linnet.protocol.Ack;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Fault;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Status;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** The conversation over one connection: hello, welcome, then readings, results and commands. Owned by the loop. */
final class HubSession {
    /** Readings that come within this time of each other share a message. */
    static final Duration COALESCE = Duration.ofMillis(50);

    /** After a quiet time the first reading waits only so long for others of the same sampling. */
    static final Duration GATHER = Duration.ofMillis(5);

    /** How often the hub is told how this agent is. */
    static final Duration STATUS_INTERVAL = Duration.ofSeconds(10);

    private final WebSocket socket;
    private final MessageCodec codec;
    private final Scheduler loop;
    private final Spool spool;
    private final Timeline timeline;
    private final ResultOutbox results;
    private final Quarantine quarantine;
    private final Backlog backlog;
    private final ChannelTroubles troubles;

    private @Nullable Hello hello; // null until it was sent
    private @Nullable ReadingSender sender; // null until welcome
    private final SpoolForecast forecast;
    private boolean flushPlanned;
    private boolean flushed;
    private long lastFlush;

    HubSession(
            WebSocket socket,
            MessageCodec codec,
            Scheduler loop,
            Spool spool,
            Timeline timeline,
            ResultOutbox results,
            Quarantine quarantine,
            Backlog backlog,
            ChannelTroubles troubles) {
        this.socket = socket;
        this.codec = codec;
        this.loop = loop;
        this.spool = spool;
        this.timeline = timeline;
        this.results = results;
        this.quarantine = quarantine;
        this.backlog = backlog;
        this.forecast = new SpoolForecast(loop.nanoTime(), spool.sampled());
        this.troubles = troubles;
    }

    /** False when the connection is ending, or can never take so many channels. */
    boolean hello(Greeting greeting) {
        if (spool.remaining(spool.stream(), 0) > backlog.readings()) {
            spool.begin();
        }
        Map<String, String> present = troubles.present();
        hello = greeting.hello(spool, present, codec);
        troubles.told(hello, present);
        byte[] message = codec.encode(hello);
        return message.length <= Greeting.LARGEST_MESSAGE && LinkSocket.send(socket, codec, message);
    }

    /** Whether the spool holds former streams that another hello would name, and this connection's did not. */
    boolean missesStreams(Greeting greeting) {
        ReadingSender open = sender;
        Predicate<String> missed = stream -> open != null && !open.knows(stream);
        return spool.formerStreams().stream().anyMatch(missed) // mostly not: that is cheaper to know
                && greeting.hello(spool, Map.of(), codec).spooled().stream().anyMatch(missed);
    }

    boolean isWelcome() {
        return sender != null;
    }

    /** What the hub's message asks of the link; the rest is done here. */
    sealed interface Reaction {
        /** Nothing more. */
        record Nothing() implements Reaction {}

        /** The session is up. */
        record Up(Welcome welcome) implements Reaction {}

        /** Hand this to the executor. */
        record Execute(Command command) implements Reaction {}

        /** This connection cannot go on. */
        record Reconnect(String reason) implements Reaction {}
    }

    Reaction received(Message.FromHub message) {
        if (message instanceof Ack(String stream, long sequence)) {
            ReadingSender open = sender;
            if (open == null) {
                return unexpected("ack before welcome");
            }
            open.acknowledged(stream, sequence);
            return new Reaction.Nothing();
        }
        if (message instanceof Welcome welcome) {
            return welcomed(welcome);
        }
        if (message instanceof Command command) {
            return isWelcome() ? new Reaction.Execute(command) : unexpected("command before welcome");
        }
        return faulted((Fault) message);
    }

    private Reaction welcomed(Welcome welcome) {
        if (isWelcome()) {
            return unexpected("a second welcome");
        }
        timeline.hubTime(welcome.time());
        if (socket instanceof PollingSocket polling) { // a WebSocket watches over itself
            polling.watch(welcome.heartbeat(), loop);
        }
        Hello sent = Objects.requireNonNull(hello, "welcome answers hello");
        sender = new ReadingSender(socket, codec, loop::nanoTime, spool, timeline, quarantine, backlog, sent, welcome);
        troubles.limit(welcome.maxMessage());
        results.rewind();
        tellStatus(); // first, so that nothing is in its way
        flushNow();
        return new Reaction.Up(welcome);
    }

    /** Again and again, until the connection ends. */
    private void tellStatus() {
        if (socket.isOpen()) {
            SpoolDepth depth = spool.depth();
            send(new Status(
                    timeline.wallTime(),
                    depth.readings(),
                    depth.bytes(),
                    depth.maxBytes(),
                    forecast.look(loop.nanoTime(), spool.sampled(), depth).left(),
                    depth.evicted()));
            loop.schedule(STATUS_INTERVAL, this::tellStatus);
        }
    }

    private Reaction faulted(Fault fault) {
        ReadingSender open = sender;
        // By the protocol, a fault's detail begins with the type of the message that it is about.
        if (open != null && fault.detail().startsWith("telemetry") && !open.refused(fault.detail())) {
            return new Reaction.Reconnect("the hub refused readings (" + fault.code() + ": " + fault.detail()
                    + "); they will be sent again one by one");
        }
        Logger.warn("the hub could not use a message of this agent's: {} {}", fault.code(), fault.detail());
        return new Reaction.Nothing();
    }

    private Reaction unexpected(String what) {
        send(new Fault(Fault.Code.UNEXPECTED, what));
        return new Reaction.Nothing();
    }

    /**
     * There are new readings, or channels have come or gone; all is sent soon, together.
     *
     * @param since when the first of them came, on the loop's clock
     */
    void readingsWait(long since) {
        if (sender == null || flushPlanned) {
            return;
        }
        long now = loop.nanoTime();
        long gathered = since + GATHER.toNanos();
        long coalesced = flushed ? lastFlush + COALESCE.toNanos() : gathered;
        long rest = Math.max(gathered - now, coalesced - now);
        if (rest < GATHER.toNanos() / 2) { // to be woken again for so little costs more than it brings
            flushNow();
        } else {
            flushPlanned = true;
            loop.schedule(Duration.ofNanos(rest), this::flushNow);
        }
    }

    /** There are new results, or there is room again. */
    void flushNow() {
        flushPlanned = false;
        flushed = true;
        lastFlush = loop.nanoTime();
        ReadingSender open = sender;
        if (open != null && socket.isOpen()) {
            results.sendTo(socket, codec);
            open.flush();
            troubles.tell();
        }
    }

    void ponged(String payload) {
        results.ponged(payload);
        if (sender != null) {
            sender.ponged(payload);
        }
    }

    void close(CloseStatus status) {
        socket.close(status);
    }

    void abort() {
        socket.abort();
    }

    private void send(Message message) {
        // Small, and the queue is empty or nearly so: a refusal means that the connection is ending.
        if (!LinkSocket.send(socket, codec, codec.encode(message))) {
            Logger.debug("not sent, the connection is ending: {}", message);
        }
    }
}
