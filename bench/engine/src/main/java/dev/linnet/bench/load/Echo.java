package dev.linnet.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/** A closed loop: each connection sends its next block when the answer to the one before has come. */
final class Echo {
    private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
    private final Window window;
    private final int messagesPerAnswer;
    private long messages;

    /** Where one answer stands for that many messages. */
    Echo(Window window, int messagesPerAnswer) {
        this.window = window;
        this.messagesPerAnswer = messagesPerAnswer;
    }

    /** Runs to the window's end with so many blocks in flight on each connection. */
    void run(List<Connection> connections, int depth) throws IOException {
        try (Selector selector = Selector.open()) {
            for (Connection connection : connections) {
                SelectionKey key = connection.channel().register(selector, SelectionKey.OP_READ);
                key.attach(new Flow(connection, key, depth));
            }
            for (SelectionKey key : selector.keys()) {
                ((Flow) key.attachment()).go();
            }
            long now = System.nanoTime();
            while (!window.isOver(now)) {
                selector.select(this::ready, 100);
                now = System.nanoTime();
                if (!window.counts(now)) {
                    messages = 0;
                }
            }
            window.report(messages, now);
        }
    }

    private void ready(SelectionKey key) {
        try {
            Flow flow = (Flow) key.attachment();
            if (key.isReadable()) {
                int answers = flow.connection.receive(in);
                messages += (long) answers * messagesPerAnswer;
                flow.credit += answers;
            }
            flow.go();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one connection may still send. */
    private static final class Flow {
        final Connection connection;
        private final SelectionKey key;
        private boolean blocked;
        int credit;

        Flow(Connection connection, SelectionKey key, int credit) {
            this.connection = connection;
            this.key = key;
            this.credit = credit;
        }

        void go() throws IOException {
            boolean full = false;
            while (credit > 0 && !full) {
                full = !connection.send();
                if (!full) {
                    credit--;
                }
            }
            if (full != blocked) {
                blocked = full;
                key.interestOps(full ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            }
        }
    }
}
