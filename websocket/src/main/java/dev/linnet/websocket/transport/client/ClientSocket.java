package dev.linnet.websocket.transport.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A connected socket with, perhaps, TLS over it. Cutting it never waits: a TLS socket's own close would, for a write that
 * the peer does not take.
 */
final class ClientSocket {
    private static final int MAX_REASON = 80;

    private final Socket raw;
    private final Socket stream;
    private final InputStream input;
    private final OutputStream output;
    private final InetSocketAddress remoteAddress;

    ClientSocket(Socket raw, Socket stream) throws IOException {
        this.raw = raw;
        this.stream = stream;
        this.input = stream.getInputStream();
        this.output = stream.getOutputStream();
        this.remoteAddress = (InetSocketAddress) raw.getRemoteSocketAddress();
    }

    InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    InputStream input() {
        return input;
    }

    OutputStream output() {
        return output;
    }

    void readTimeout(int millis) throws IOException {
        stream.setSoTimeout(millis);
    }

    /** Says that nothing more will be sent, after what was (RFC 6455 §7.1.1). */
    void endOutput() throws IOException {
        stream.shutdownOutput();
    }

    /** Closes at once; from any thread; ends reads and writes that are under way. */
    void cut() {
        try {
            raw.close();
        } catch (IOException e) {
            System.getLogger("dev.linnet.websocket")
                    .log(Level.DEBUG, "closing the socket to " + remoteAddress + " failed", e);
        }
    }

    /** Why a read or write failed, short enough for a close status. */
    static String reason(IOException failure) {
        String message = String.valueOf(failure.getMessage()).replaceAll("[^ -~]", "?");
        return "the connection broke: " + message.substring(0, Math.min(message.length(), MAX_REASON));
    }
}
