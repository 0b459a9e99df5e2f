package dev.linnet.agent.link;

import dev.linnet.agent.host.Timeline;
import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.agent.spool.Spool;
import dev.linnet.protocol.LinkClose;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Keeps one connection to the hub, for as long as the agent runs.
 *
 * <pre>
 *  BACKING_OFF ──delay──▶ CONNECTING ──101──▶ GREETING ──welcome──▶ OPEN
 *       ▲                     │ refused          │ silent, closed     │ closed
 *       └─────────────────────┴──────────────────┴────────────────────┘
 * </pre>
 *
 * Owned by the loop, except where a method says otherwise.
 */
public final class HubLink {
    /** Where the link stands. */
    public enum State {
        BACKING_OFF,
        CONNECTING,
        GREETING,
        OPEN,
        STOPPED
    }

    static final Duration WELCOME_TIMEOUT = Duration.ofSeconds(10);
    static final Duration STABLE = Duration.ofMinutes(1);

    private final Scheduler loop;
    private final Executor workers;
    private final Dialer dialer;
    private final MessageCodecs codecs;
    private final String device;
    private final Greeting greeting;
    private final Spool spool;
    private final Timeline timeline;
    private final Supplier<Map<String, String>> troubles;
    private final LinkListener listener;
    private final Backoff backoff;
    private final ResultOutbox results;
    private final Backlog backlog;
    private final Quarantine quarantine = new Quarantine();
    private final SetbackLog setbacks;
    private final Probe probe;
    private final AtomicBoolean woken = new AtomicBoolean(); // any thread's

    private State state = State.BACKING_OFF;
    private @Nullable LinkSocket connection; // the one that counts; events of others are stale
    private @Nullable HubSession session;
    private Scheduler.@Nullable Timer timer; // the delay's, the welcome's or the stable time's
    private boolean onTrial; // whether the connection is the probe's, and not yet welcome
    private @Nullable Runnable whenDrained; // set once the agent wants to stop

    /** @param troubles the channels that give nothing at present, each with the reason */
    public HubLink(
            Scheduler loop,
            Executor workers,
            Dialer dialer,
            MessageCodecs codecs,
            LinkIdentity identity,
            Spool spool,
            Timeline timeline,
            Supplier<Map<String, String>> troubles,
            RandomGenerator random,
            LinkListener listener) {
        this(loop, workers, dialer, codecs, identity, spool, timeline, troubles, random, listener, Backlog.DEFAULT);
    }

    /** With streams that begin at another backlog. */
    public HubLink(
            Scheduler loop,
            Executor workers,
            Dialer dialer,
            MessageCodecs codecs,
            LinkIdentity identity,
            Spool spool,
            Timeline timeline,
            Supplier<Map<String, String>> troubles,
            RandomGenerator random,
            LinkListener listener,
            Backlog backlog) {
        this.loop = loop;
        this.workers = workers;
        this.dialer = dialer;
        this.codecs = codecs;
        this.device = identity.device();
        this.greeting = new Greeting(identity);
        this.spool = spool;
        this.timeline = timeline;
        this.troubles = troubles;
        this.listener = listener;
        this.backlog = backlog;
        this.backoff = new Backoff(random);
        this.results = new ResultOutbox();
        this.setbacks = new SetbackLog(loop::nanoTime);
        this.probe = new Probe(loop, workers, dialer, random);
    }

    /**
     * Begins to connect, at once: agents are not started all in one moment as they lose a hub all in one moment, and where
     * they are, the hub admits them at its own pace. Any thread.
     */
    public void start() {
        loop.execute(() -> {
            if (state != State.STOPPED) {
                connect();
            }
        });
    }

    public State state() {
        return state;
    }

    /** There are new readings in the spool, or channels' troubles have changed. Any thread; cheap when told often. */
    public void wake() {
        if (!woken.getAndSet(true)) {
            long since = loop.nanoTime();
            loop.execute(() -> {
                woken.set(false);
                if (session != null) {
                    session.readingsWait(since);
                }
            });
        }
    }

    /** A command has ended; its result is kept until the hub has it. */
    public void result(Result result) {
        assert loop.isCurrentThread();
        results.add(result);
        if (session != null) {
            session.flushNow();
        }
    }

    /**
     * Sends what can be sent now, and tells {@code stopped}, maybe more than once, when everything has arrived or nothing can be
     * sent.
     */
    public void drain(Runnable stopped) {
        assert loop.isCurrentThread();
        whenDrained = stopped;
        if (session == null || !session.isWelcome()) {
            stopped.run();
            return;
        }
        session.flushNow();
        checkDrained();
    }

    /** Ends the link for good. */
    public void stop() {
        assert loop.isCurrentThread();
        state = State.STOPPED;
        cancelTimer();
        probe.end();
        connection = null;
        if (session != null) {
            session.close(new CloseStatus(CloseStatus.GOING_AWAY, "the agent stops"));
            session = null;
        }
    }

    private void delay(Duration atLeast) {
        if (state == State.STOPPED) {
            return;
        }
        state = State.BACKING_OFF;
        startTimer(backoff.next(atLeast), this::connect);
    }

    private void connect() {
        state = State.CONNECTING;
        LinkSocket attempt = newSocket();
        connection = attempt;
        onTrial = false;
        try {
            workers.execute(() -> dial(attempt));
        } catch (RejectedExecutionException e) {
            failed(attempt, new Setback("no thread is free to connect", Duration.ZERO, false));
        }
    }

    private LinkSocket newSocket() {
        return new LinkSocket(loop, codecs, new Events());
    }

    private HubSession newSession(WebSocket socket, MessageCodec codec) {
        return new HubSession(
                socket,
                codec,
                loop,
                spool,
                timeline,
                results,
                quarantine,
                backlog,
                new ChannelTroubles(socket, codec, troubles));
    }

    /** On a worker. */
    private void dial(LinkSocket attempt) {
        try {
            dialer.dial(attempt);
        } catch (IOException e) {
            loop.execute(() -> failed(attempt, Setback.of(e)));
        } catch (RuntimeException e) {
            Logger.error(e, "connecting failed");
            loop.execute(() -> failed(attempt, new Setback(String.valueOf(e), Duration.ZERO, false)));
        }
    }

    private void failed(LinkSocket attempt, Setback setback) {
        if (attempt != connection || state == State.STOPPED) {
            return;
        }
        setbacks.tell(setback);
        ended(setback.atLeast());
    }

    /** There is no connection any more; the next attempt comes after a while. */
    private void ended(Duration atLeast) {
        boolean wasUp = state == State.OPEN;
        connection = null;
        session = null;
        cancelTimer();
        probe.end();
        if (wasUp) {
            listener.linkDown();
        }
        if (whenDrained != null) {
            whenDrained.run();
        }
        delay(atLeast);
    }

    /**
     * The link has been up for a while. What has turned up in the spool since (a disk that could not be read, and now can) is sent
     * after another hello, since only that makes the hub say what it has of it.
     */
    private void stable() {
        backoff.reset();
        if (session != null && session.missesStreams(greeting) && whenDrained == null) {
            Logger.info("readings of former streams have been found: the link begins anew, and names them");
            session.close(new CloseStatus(CloseStatus.NORMAL, "there are more streams to name"));
            ended(Duration.ZERO);
        } else {
            startTimer(STABLE, this::stable);
        }
    }

    private void react(LinkSocket from, HubSession open, HubSession.Reaction reaction) {
        if (reaction instanceof HubSession.Reaction.Up(Welcome welcome)) {
            up(welcome);
        } else if (reaction instanceof HubSession.Reaction.Execute(var command)) {
            listener.command(command);
        } else if (reaction instanceof HubSession.Reaction.Reconnect(String reason)) {
            open.abort();
            failed(from, new Setback(reason, Duration.ZERO, false));
        }
        checkDrained();
    }

    private void up(Welcome welcome) {
        greeting.limit(welcome.maxMessage());
        state = State.OPEN;
        startTimer(STABLE, this::stable);
        setbacks.clear();
        if (onTrial) {
            onTrial = false;
            dialer.betterTaken();
        }
        dialer.welcomed();
        if (dialer.isMakeshift()) {
            probe.plan(this::newSocket);
        } else {
            probe.reset();
        }
        Logger.info(
                "the hub has welcomed {}; {} readings wait",
                device,
                spool.depth().readings());
        listener.linkUp();
    }

    /** The hub has welcomed this agent over a better connection than the one that counts: now that one goes. */
    private void adopt(HubSession better) {
        HubSession makeshift = session;
        connection = probe.take();
        session = better;
        startTimer(STABLE, this::stable);
        dialer.betterTaken();
        dialer.welcomed();
        Logger.info("the link goes on over WebSocket");
        if (makeshift != null) {
            makeshift.abort();
        }
        checkDrained();
    }

    /** The hub has ended the makeshift in favour of the connection on trial, whose welcome is on its way. */
    private void trust(HubSession better) {
        connection = probe.take();
        session = better;
        onTrial = true;
        listener.linkDown();
        awaitWelcome(connection, better);
    }

    private void awaitWelcome(LinkSocket from, HubSession fresh) {
        state = State.GREETING;
        startTimer(WELCOME_TIMEOUT, () -> {
            fresh.abort();
            dialer.unheard();
            failed(from, Setback.silent(WELCOME_TIMEOUT));
        });
    }

    private void checkDrained() {
        if (whenDrained != null && results.isEmpty() && spool.depth().readings() == 0) {
            whenDrained.run();
        }
    }

    private void startTimer(Duration delay, Runnable task) {
        cancelTimer();
        timer = loop.schedule(delay, task);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** What connections tell; those that no longer count are not listened to. */
    private final class Events implements LinkSocket.Events {
        @Override
        public void opened(LinkSocket from, WebSocket socket, MessageCodec codec) {
            HubSession fresh = newSession(socket, codec);
            if (probe.is(from)) {
                probe.opened(from, fresh, HubLink.this::newSocket);
            } else if (from == connection) {
                session = fresh;
                awaitWelcome(from, fresh);
            } else {
                socket.abort();
                return;
            }
            if (!fresh.hello(greeting) && socket.isOpen()) {
                failed(from, Setback.tooManyChannels());
                socket.abort();
            }
        }

        @Override
        public void received(LinkSocket from, Message.FromHub message) {
            HubSession better = probe.session();
            if (probe.is(from) && better != null) {
                if (better.received(message) instanceof HubSession.Reaction.Up(Welcome welcome)) {
                    greeting.limit(welcome.maxMessage());
                    adopt(better);
                }
            } else if (from == connection && session != null) {
                react(from, session, session.received(message));
            }
        }

        @Override
        public void ponged(LinkSocket from, String payload) {
            if (from == connection && session != null) {
                session.ponged(payload);
                checkDrained();
            }
        }

        @Override
        public void writable(LinkSocket from) {
            if (from == connection && session != null) {
                session.flushNow();
            }
        }

        @Override
        public void closed(LinkSocket from, CloseStatus status) {
            HubSession better = probe.session();
            if (probe.is(from)) {
                probe.failed(from, HubLink.this::newSocket);
            } else if (from == connection && better != null && status.code() == LinkClose.REPLACED) {
                trust(better);
            } else {
                if (from == connection && state == State.GREETING && status.code() == CloseStatus.TOO_BIG) {
                    greeting.tooBig();
                }
                failed(from, Setback.of(status));
            }
        }
    }
}
