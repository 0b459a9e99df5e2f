package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.Compression;
import dev.linnet.websocket.HandshakeException;
import dev.linnet.websocket.HttpConnection;
import dev.linnet.websocket.StreamingListener;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.compression.Agreement;
import dev.linnet.websocket.compression.CompressionMemory;
import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.handshake.ClientHandshake;
import dev.linnet.websocket.handshake.ServerAddress;
import dev.linnet.websocket.session.SessionSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A client's way from an address to a running connection: socket, TLS, opening handshake, two threads. */
public final class ClientTransport {
    private static final int MAX_ANSWER_BYTES = 1024 * 1024;
    private static final int RECEIVE_BYTES = 8 * 1024;

    /** Enough for a listener that parses a message; only what is touched becomes memory. */
    private static final int STACK_BYTES = 256 * 1024;

    private final ClientOptions options;
    private final SecureRandom random;
    private final LongSupplier nanoTime;
    private final Dialer dialer;
    private final ClientTls tls;

    /**
     * Wires; opens nothing.
     *
     * @param nanoTime the monotonic clock of heartbeats and time limits
     */
    public ClientTransport(ClientOptions options, SecureRandom random, LongSupplier nanoTime) {
        this.options = options;
        this.random = random;
        this.nanoTime = nanoTime;
        this.dialer = new Dialer(options.connectTimeout(), nanoTime);
        this.tls = new ClientTls(options.trust(), options.identity());
    }

    /** Connects and shakes hands; see {@link dev.linnet.websocket.WebSocketClient#connect}. */
    public WebSocket open(ServerAddress server, ClientHandshake handshake, WebSocketListener listener)
            throws IOException {
        Socket raw = dialer.dial(server);
        boolean opened = false;
        try {
            WebSocket connection = open(raw, server, handshake, listener);
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                raw.close();
            }
        }
    }

    /** Plain requests to the same kind of server; see {@link dev.linnet.websocket.WebSocketClient#http}. */
    public HttpConnection http(ServerAddress server) {
        return new ClientHttp(server, () -> plain(server), MAX_ANSWER_BYTES);
    }

    private ClientSocket plain(ServerAddress server) throws IOException {
        Socket raw = dialer.dial(server);
        boolean opened = false;
        Deadline deadline = Deadline.start(options.handshakeTimeout(), raw);
        try {
            ClientSocket socket = new ClientSocket(raw, server.secure() ? tls.secure(raw, server) : raw);
            opened = deadline.stop();
            if (!opened) {
                throw late(server, null);
            }
            return socket;
        } finally {
            deadline.stop();
            if (!opened) {
                raw.close();
            }
        }
    }

    private WebSocket open(Socket raw, ServerAddress server, ClientHandshake handshake, WebSocketListener listener)
            throws IOException {
        Deadline deadline = Deadline.start(options.handshakeTimeout(), raw);
        try {
            ClientSocket socket = new ClientSocket(raw, server.secure() ? tls.secure(raw, server) : raw);
            InputBuffer received = new InputBuffer(RECEIVE_BYTES);
            ClientOpening.Agreed agreed =
                    new ClientOpening(server, handshake, options.compression()).run(socket, received);
            if (!deadline.stop()) {
                throw late(server, null);
            }
            return start(server, socket, agreed, received, listener);
        } catch (HandshakeException e) {
            throw e; // a refusal counts, even one whose text never ended
        } catch (IOException e) {
            throw deadline.stop() ? e : late(server, e);
        } finally {
            deadline.stop();
        }
    }

    private WebSocket start(
            ServerAddress server,
            ClientSocket socket,
            ClientOpening.Agreed agreed,
            InputBuffer received,
            WebSocketListener listener) {
        SessionSettings settings = SessionSettings.client(
                options.maxMessageBytes(), options.heartbeat(), options.closeTimeout(), new MaskKeys(random));
        if (listener instanceof StreamingListener streaming) {
            settings = settings.withStreaming(streaming.maxMessageBytes());
        }
        ClientConnection connection = new ClientConnection(
                agreed.subprotocol(),
                socket,
                settings,
                compression(agreed.compression()),
                compression(agreed.compression()),
                options.maxOutboundBytes(),
                options.failures(),
                nanoTime);
        ListenerCalls calls = new ListenerCalls(connection, listener);
        Thread writer = thread("websocket-writer " + server, new ClientWriter(connection, calls));
        Thread reader =
                thread("websocket-reader " + server, new ClientReader(connection, calls, received, writer, options));
        boolean started = false;
        try {
            writer.start();
            reader.start();
            started = true;
        } finally {
            if (!started) {
                connection.endOutput();
            }
        }
        return connection;
    }

    private @Nullable PerMessageDeflate compression(@Nullable Agreement agreement) {
        Compression own = options.compression();
        return own == null || agreement == null
                ? null
                // A client has few connections, which mostly are idle: nothing is kept for the next message.
                : new PerMessageDeflate(new CompressionMemory(own.level(), 0), agreement);
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, STACK_BYTES, false);
        thread.setDaemon(true);
        return thread;
    }

    private IOException late(ServerAddress server, @Nullable IOException cause) {
        SocketTimeoutException late = new SocketTimeoutException(
                server + " did not finish the opening handshake within " + Dialer.text(options.handshakeTimeout()));
        late.initCause(cause);
        return late;
    }
}
