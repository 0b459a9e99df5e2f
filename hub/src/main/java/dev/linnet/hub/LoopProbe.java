package dev.linnet.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks the hub's own port for something, as a client would: the answer has to come through accepting, the event loop and the
 * handlers; with TLS only as far as the event loop, which answers plain text with 400. Blocks for at most twice its patience.
 */
final class LoopProbe {
    private static final byte[] REQUEST =
            "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress address;
    private final int patienceMillis;

    LoopProbe(InetSocketAddress listening, Duration patience) {
        InetAddress at = listening.getAddress();
        address = at.isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getPort())
                : listening;
        patienceMillis = Math.toIntExact(patience.toMillis());
    }

    /**
     * What is wrong, or null. A connection that is closed without an answer is no complaint: a loop that refuses one over its
     * limit is alive.
     */
    @Nullable
    String complaint() {
        try (Socket socket = new Socket()) {
            socket.connect(address, patienceMillis);
            socket.setSoTimeout(patienceMillis);
            socket.getOutputStream().write(REQUEST);
            int first = socket.getInputStream().read();
            assert first == -1 || first == 'H' : "HTTP/1.1 …";
            return null;
        } catch (SocketTimeoutException e) {
            return "the event loop did not answer within " + patienceMillis + " ms";
        } catch (ConnectException e) {
            return "the hub's own port cannot be reached: " + e.getMessage();
        } catch (IOException e) {
            return null; // reset: somebody was there to do it
        }
    }
}
