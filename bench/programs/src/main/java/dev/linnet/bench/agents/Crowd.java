package dev.linnet.bench.agents;

import dev.linnet.bench.load.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets agents send in turn, so many readings a second in all, and counts what is acknowledged. An open loop: what is due and
 * cannot be sent is sent as soon as it can. One thread.
 */
final class Crowd {
    /** The shortest rest: below it, a timer costs more than it tells. */
    private static final long REST = TimeUnit.MICROSECONDS.toNanos(100);

    private final ByteBuffer in = ByteBuffer.allocateDirect(64 << 10);
    private final ByteBuffer out = ByteBuffer.allocateDirect(128 << 10);
    private final List<Agent> agents;
    private final int readingsPerMessage;
    private final long clockOffset = System.currentTimeMillis() * 1000 - System.nanoTime() / 1000;
    private int turn;
    private long sent;
    private long acknowledged;

    Crowd(List<Agent> agents, int readingsPerMessage) {
        this.agents = agents;
        this.readingsPerMessage = readingsPerMessage;
    }

    /** Sends that many readings a second until the window ends; {@link Long#MAX_VALUE} for as many as are taken. */
    void run(Window window, long rate) throws IOException {
        try (Selector selector = register()) {
            long start = System.nanoTime();
            long now = start;
            long sentBefore = 0;
            long acknowledgedBefore = 0;
            for (boolean counting = false; !window.isOver(now); now = System.nanoTime()) {
                if (!counting && window.counts(now)) {
                    counting = true;
                    sentBefore = sent;
                    acknowledgedBefore = acknowledged;
                }
                send(rate == Long.MAX_VALUE ? Long.MAX_VALUE : (long) ((now - start) / 1e9 * rate), now);
                selector.selectNow(this::ready);
                rest();
            }
            window.report(sent - sentBefore, now);
            System.out.println("acknowledged " + (acknowledged - acknowledgedBefore));
        }
    }

    /**
     * The first agent sends that many readings as fast as they are taken, and waits until all are acknowledged; each other one
     * sends one reading a second meanwhile.
     */
    void drain(long backlog) throws IOException {
        Agent draining = agents.getFirst();
        LiveReadings live = new LiveReadings(agents.subList(1, agents.size()));
        try (Selector selector = register()) {
            System.out.println("begin draining");
            long start = System.nanoTime();
            long now = start;
            while (draining.acknowledged() < backlog) {
                long epochMicros = clockOffset + now / 1000;
                live.send(now, out, epochMicros);
                int readings = (int) Math.min(readingsPerMessage, backlog - draining.sent());
                while (readings > 0 && draining.send(readings, out, epochMicros)) {
                    readings = (int) Math.min(readingsPerMessage, backlog - draining.sent());
                }
                selector.selectNow(this::ready);
                live.note(System.nanoTime());
                rest();
                now = System.nanoTime();
            }
            System.out.printf("drained %d %d %d%n", backlog, now - start, live.longestNanos());
        }
    }

    private Selector register() throws IOException {
        Selector selector = Selector.open();
        for (Agent agent : agents) {
            agent.channel().register(selector, SelectionKey.OP_READ, agent);
        }
        return selector;
    }

    /** Sends what is due, and stops when no agent can. */
    private void send(long due, long now) throws IOException {
        long epochMicros = clockOffset + now / 1000;
        int refused = 0;
        long burst = sent + (long) agents.size() * readingsPerMessage * 8; // then acknowledgements are looked at
        while (sent < due && sent < burst && refused < agents.size()) {
            Agent agent = agents.get(turn);
            turn = turn + 1 == agents.size() ? 0 : turn + 1;
            int readings = (int) Math.min(readingsPerMessage, due - sent);
            if (agent.send(readings, out, epochMicros)) {
                sent += readings;
                refused = 0;
            } else {
                refused++;
            }
        }
    }

    private void ready(SelectionKey key) {
        Agent agent = (Agent) key.attachment();
        long before = agent.acknowledged();
        try {
            agent.receive(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (agent.acknowledged() > before) {
            acknowledged += agent.acknowledged() - before;
        }
    }

    /** The other programs on this core, such as the broker, need it too. */
    private static void rest() {
        LockSupport.parkNanos(REST);
    }
}
