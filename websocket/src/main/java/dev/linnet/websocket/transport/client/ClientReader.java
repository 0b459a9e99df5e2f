package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.session.ReceiveBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Reads, lets the session make events of the bytes, calls the listener; ticks while nothing comes; ends the connection. */
final class ClientReader implements Runnable {
    private static final long MAX_TICK_MILLIS = 5_000;
    /** How long a server that has said goodbye may take to close the socket (RFC 6455 §7.1.1). */
    private static final int LINGER_MILLIS = 1_000;

    private final ClientConnection connection;
    private final ListenerCalls calls;
    private final InputBuffer input;
    private final ReceiveBuffer received;
    private final Thread writer;
    private final int tickMillis;

    ClientReader(
            ClientConnection connection, ListenerCalls calls, InputBuffer input, Thread writer, ClientOptions options) {
        this.connection = connection;
        this.calls = calls;
        this.input = input;
        this.received = new ReceiveBuffer(input.bytes());
        this.writer = writer;
        this.tickMillis = tickMillis(options);
    }

    private static int tickMillis(ClientOptions options) {
        Duration shortest = options.closeTimeout();
        if (options.heartbeat().isPositive() && options.heartbeat().compareTo(shortest) < 0) {
            shortest = options.heartbeat();
        }
        return (int) Math.clamp(shortest.toMillis() / 4, 1, MAX_TICK_MILLIS);
    }

    @Override
    public void run() {
        calls.open();
        try {
            while (dispatch()) {
                read();
            }
        } catch (RuntimeException | Error e) {
            // A defect of the engine, or no memory: the connection's owner must hear of its end all the same.
            connection.report("reading failed", e);
            connection.abort();
        }
        end();
    }

    /** Calls the listener for each event in the bytes at hand; false when the session is over. */
    private boolean dispatch() {
        while (true) {
            connection.awaitReadable(Duration.ofMillis(tickMillis).toNanos());
            switch (connection.poll(received)) {
                case TEXT -> calls.text();
                case BINARY -> calls.binary();
                case TEXT_PART -> calls.textPart();
                case BINARY_PART -> calls.binaryPart();
                case PONG -> calls.pong();
                case NEED_INPUT -> {
                    return true;
                }
                case CLOSED -> {
                    return false;
                }
            }
        }
    }

    private void read() {
        try {
            connection.socket().readTimeout(tickMillis);
            if (!input.fill(connection.socket().input())) {
                connection.inputEnded(null);
            }
        } catch (SocketTimeoutException e) {
            // Nothing came within a tick: time to look at the clock, which poll does.
        } catch (IOException e) {
            connection.inputEnded(ClientSocket.reason(e));
        }
    }

    private void end() {
        CloseStatus status = connection.closeStatus();
        connection.endOutput();
        if (status.code() != CloseStatus.ABNORMAL) {
            linger();
        }
        connection.socket().cut();
        calls.closed(status);
    }

    /** Lets our close frame leave, and the server close first, as RFC 6455 §7.1.1 wants it; but not for long. */
    private void linger() {
        long end = System.nanoTime() + Duration.ofMillis(LINGER_MILLIS).toNanos();
        try {
            InputStream in = connection.socket().input();
            long left;
            do {
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                connection.socket().readTimeout((int) Math.max(1, left));
            } while (left > 0 && discard(in));
            writer.join(Math.max(1, left));
        } catch (IOException e) {
            System.getLogger("dev.linnet.websocket")
                    .log(Level.TRACE, "the server cut the connection after the close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // this thread ends now anyway
        }
    }

    private boolean discard(InputStream in) throws IOException {
        input.bytes().position(input.bytes().limit());
        return input.fill(in);
    }
}
