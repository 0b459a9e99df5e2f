package dev.linnet.hub.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a broker, and can stop reading from the client, or cut the connection. */
final class StallingProxy implements AutoCloseable {
    private static final int SMALL_BUFFER = 4 * 1024;

    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private boolean stalled; // guarded by this

    StallingProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket();
            server.setReceiveBufferSize(SMALL_BUFFER);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on nothing of what clients send is read. */
    synchronized void stall() {
        stalled = true;
    }

    synchronized void flow() {
        stalled = false;
        notifyAll();
    }

    /** Cuts every connection without a farewell. */
    void cut() {
        for (Socket socket : sockets) {
            closeHard(socket);
        }
        sockets.clear();
    }

    @Override
    public void close() {
        flow();
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, broker));
                Thread.ofVirtual().start(() -> copy(client, broker, true));
                Thread.ofVirtual().start(() -> copy(broker, client, false));
            } catch (IOException e) {
                // The test closed the server, or the broker is away: the client sees its connection end.
                cut();
            }
        }
    }

    private void copy(Socket from, Socket to, boolean fromClient) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[SMALL_BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (fromClient) {
                    awaitFlow();
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One side ended; so does the other.
        } finally {
            closeHard(from);
            closeHard(to);
        }
    }

    private synchronized void awaitFlow() throws IOException {
        try {
            while (stalled) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void closeHard(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
