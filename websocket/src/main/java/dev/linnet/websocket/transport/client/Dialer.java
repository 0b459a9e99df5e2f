package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.handshake.ServerAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Opens the TCP connection, to the first of the host's addresses that answers. */
final class Dialer {
    private final Duration timeout;
    private final LongSupplier nanoTime;

    Dialer(Duration timeout, LongSupplier nanoTime) {
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    Socket dial(ServerAddress server) throws IOException {
        InetAddress[] addresses = resolve(server);
        long end = nanoTime.getAsLong() + timeout.toNanos();
        List<IOException> failures = new ArrayList<>();
        for (int i = 0; i < addresses.length; i++) {
            // An address that swallows packets must not use up the time of those after it.
            long share = (end - nanoTime.getAsLong()) / (addresses.length - i);
            try {
                return dial(new InetSocketAddress(addresses[i], server.port()), share);
            } catch (IOException e) {
                failures.add(e);
            }
        }
        String reasons = failures.stream().map(this::reason).distinct().collect(Collectors.joining("; "));
        ConnectException unreachable = new ConnectException("cannot reach " + server + ": " + reasons);
        failures.forEach(unreachable::addSuppressed);
        throw unreachable;
    }

    private static InetAddress[] resolve(ServerAddress server) throws IOException {
        try {
            return InetAddress.getAllByName(server.host());
        } catch (UnknownHostException e) {
            UnknownHostException clearer = new UnknownHostException(
                    "cannot reach " + server + ": no address is known for the name " + server.host());
            clearer.initCause(e);
            throw clearer;
        }
    }

    private static Socket dial(InetSocketAddress address, long nanos) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true); // each message is one write already
            socket.connect(address, (int) Math.max(1, Duration.ofNanos(nanos).toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private String reason(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return "no answer within " + text(timeout);
        }
        if (failure instanceof NoRouteToHostException) {
            return "no route to it";
        }
        String message = String.valueOf(failure.getMessage());
        return failure instanceof ConnectException && message.startsWith("Connection refused")
                ? "connection refused"
                : message;
    }

    /** A short time as people write it. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
