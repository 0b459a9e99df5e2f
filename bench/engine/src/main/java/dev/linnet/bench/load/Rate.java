package dev.linnet.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/**
 * An open loop: messages leave by the clock, whether or not answers have come, and a round trip counts from the moment at
 * which its message was due, so that a stall shows in every message that it delays.
 */
final class Rate {
    private static final int IN_FLIGHT = 4096; // for each connection; more means that the server does not keep up

    private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
    private final Histogram histogram = new Histogram();
    private final Window window;
    private final long interval;
    private boolean counting;
    private long messages;

    Rate(Window window, int perSecond) {
        this.window = window;
        interval = 1_000_000_000L / perSecond;
    }

    void run(List<Connection> connections) throws IOException {
        try (Selector selector = Selector.open()) {
            Lane[] lanes = new Lane[connections.size()];
            for (int i = 0; i < lanes.length; i++) {
                lanes[i] = new Lane(connections.get(i));
                connections.get(i).channel().register(selector, SelectionKey.OP_READ, lanes[i]);
            }
            pace(selector, lanes);
        }
    }

    private void pace(Selector selector, Lane[] lanes) throws IOException {
        long now = System.nanoTime();
        long due = now;
        for (int lane = 0; !window.isOver(now); now = System.nanoTime()) {
            counting = window.counts(now);
            for (; due - now <= 0; due += interval) {
                lanes[lane].send(due);
                lane = (lane + 1) % lanes.length;
            }
            selector.selectNow(this::ready);
        }
        window.report(messages, now);
        System.out.printf(
                "latency %d %d %d %d%n",
                histogram.percentile(0.5), histogram.percentile(0.99), histogram.percentile(0.999), histogram.max());
    }

    private void ready(SelectionKey key) {
        try {
            Lane lane = (Lane) key.attachment();
            int answers = lane.connection.receive(in);
            long now = System.nanoTime();
            for (int i = 0; i < answers; i++) {
                long due = lane.answered();
                if (counting) {
                    messages++;
                    histogram.record(now - due);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection and when each message on its way was due. */
    private static final class Lane {
        final Connection connection;
        private final long[] due = new long[IN_FLIGHT];
        private int sent;
        private int answered;

        Lane(Connection connection) {
            this.connection = connection;
        }

        void send(long at) throws IOException {
            if (sent - answered == IN_FLIGHT || !connection.send()) {
                throw new IOException("the server does not keep up with this rate");
            }
            due[sent++ % IN_FLIGHT] = at;
        }

        long answered() {
            return due[answered++ % IN_FLIGHT];
        }
    }
}
