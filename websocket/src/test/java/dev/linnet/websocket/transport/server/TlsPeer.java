package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.tls.ServerTls;
import dev.linnet.websocket.tls.TestPems;
import dev.linnet.websocket.tls.TlsIdentity;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The other end of a TLS server under test: the JDK's blocking sockets. */
final class TlsPeer {
    private final SSLContext context;

    TlsPeer(@Nullable TlsIdentity identity) {
        context = TestPems.authority().clientContext(identity);
    }

    /** One that shows no certificate. */
    static TlsPeer anonymous() {
        return new TlsPeer(null);
    }

    SSLContext context() {
        return context;
    }

    /** Connected; the handshake is done. */
    SSLSocket connect(InetSocketAddress server, String version) throws IOException {
        return connect(new Socket(server.getAddress(), server.getPort()), version);
    }

    /** The same over that connected socket. */
    SSLSocket connect(Socket raw, String version) throws IOException {
        raw.setTcpNoDelay(true);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, "localhost", raw.getPort(), true);
        socket.setEnabledProtocols(new String[] {version});
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    /** As {@code wss://} says it. */
    static ServerTls localhost() {
        return ServerTls.of(TestPems.localhost());
    }

    /** A socket that sends every byte in a packet of its own. */
    static Socket dribbling(InetSocketAddress server) throws IOException {
        Socket socket = new Socket() {
            @Override
            public OutputStream getOutputStream() throws IOException {
                return new FilterOutputStream(super.getOutputStream()) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        for (int i = from; i < from + length; i++) {
                            out.write(bytes, i, 1);
                        }
                    }
                };
            }
        };
        socket.connect(server);
        socket.setTcpNoDelay(true);
        return socket;
    }
}
