package dev.linnet.bench.agents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Agents that send one reading a second each, spread over the second, and how long the slowest took to be acknowledged. One thread. */
final class LiveReadings {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

    private final List<Agent> agents;
    private final long[] sentAt; // of each agent's reading on its way
    private int turn;
    private long next;
    private long longest;

    LiveReadings(List<Agent> agents) {
        this.agents = agents;
        this.sentAt = new long[agents.size()];
        this.next = System.nanoTime();
    }

    /** Sends what is due; an agent whose last reading is not acknowledged yet lets its turn pass. */
    void send(long now, ByteBuffer scratch, long epochMicros) throws IOException {
        while (!agents.isEmpty() && now - next >= 0) {
            Agent agent = agents.get(turn);
            if (agent.acknowledged() == agent.sent() && agent.send(1, scratch, epochMicros)) {
                sentAt[turn] = now;
            }
            turn = turn + 1 == agents.size() ? 0 : turn + 1;
            next += EVERY / agents.size();
        }
    }

    /** Looks how long those on their way have been. */
    void note(long now) {
        for (int i = 0; i < sentAt.length; i++) {
            if (sentAt[i] != 0) {
                longest = Math.max(longest, now - sentAt[i]);
                if (agents.get(i).acknowledged() == agents.get(i).sent()) {
                    sentAt[i] = 0;
                }
            }
        }
    }

    /** From sending to acknowledgement, and so to the commit. */
    long longestNanos() {
        return longest;
    }
}
