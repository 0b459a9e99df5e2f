package dev.linnet.hub.mqtt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps hold of the socket that the client library opens, so that the connection can be cut whatever the library's threads
 * are stuck in (eclipse/paho.mqtt.java#347, #719, #763), and so that what follows at once leaves together.
 */
final class SocketTap {
    private volatile @Nullable Socket socket;
    private volatile boolean cut;
    private final AtomicInteger following = new AtomicInteger();

    /** Makes plain sockets. */
    SocketFactory plain() {
        return new Plain();
    }

    /** Makes TLS sockets by way of {@code sockets}. */
    SSLSocketFactory tls(SSLSocketFactory sockets) {
        return new Tls(sockets);
    }

    /** So many messages follow each other now: a plain socket sends them together. */
    void announce(int messages) {
        following.set(messages);
    }

    /** Resets the connection, now and for good. */
    void cut() {
        cut = true;
        Socket open = socket;
        if (open == null) {
            return;
        }
        try {
            // Without lingering, closing waits for no writer, not even TLS's farewell; the peer sees a reset.
            open.setSoLinger(true, 0);
        } catch (SocketException e) {
            // It is closed already.
        }
        try {
            open.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }

    private Socket tapped(Socket created) throws IOException {
        socket = created;
        if (cut) {
            created.close();
        }
        return created;
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("the client library opens unconnected sockets only");
    }

    private static final class Gathering extends Socket {
        private final AtomicInteger following;

        Gathering(AtomicInteger following) {
            this.following = following;
        }

        /** The client library reads an acknowledgement in four pieces: one system call for many instead. */
        @Override
        public InputStream getInputStream() throws IOException {
            return new BufferedInputStream(super.getInputStream());
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new GatheredOutput(super.getOutputStream(), following);
        }
    }

    private final class Plain extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            return tapped(new Gathering(following));
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw unused();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw unused();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw unused();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw unused();
        }
    }

    private final class Tls extends SSLSocketFactory {
        private final SSLSocketFactory sockets;

        Tls(SSLSocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        public Socket createSocket() throws IOException {
            return tapped(sockets.createSocket());
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return sockets.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(Socket under, String host, int port, boolean autoClose) {
            throw unused();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw unused();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw unused();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw unused();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw unused();
        }
    }
}
