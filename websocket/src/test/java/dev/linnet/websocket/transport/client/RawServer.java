package dev.linnet.websocket.transport.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays the server for one connection, byte by byte as the test says. */
final class RawServer implements AutoCloseable {
    /** What the server does with the connection; what it throws fails the test in {@link RawServer#await}. */
    interface Play {
        void with(Connection connection) throws IOException;
    }

    /** The accepted socket. */
    record Connection(Socket socket, InputStream in) {
        /** The request's head. */
        String readHead() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int b = in.read();
                if (b < 0) {
                    throw new IOException("the client ended after: " + head);
                }
                head.append((char) b);
            }
            return head.toString();
        }

        void write(String latin1) throws IOException {
            write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /** Answers the handshake rightly. */
        void open() throws IOException {
            write(accepting(readHead()));
        }

        /** Reads a short frame from the client and takes its mask off. */
        byte[] readFrame() throws IOException {
            byte[] header = in.readNBytes(2);
            if (header.length < 2) {
                throw new IOException("the client ended");
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(header[1] & 0x7F);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i & 3];
            }
            byte[] frame = new byte[payload.length + 1];
            frame[0] = header[0];
            System.arraycopy(payload, 0, frame, 1, payload.length);
            return frame;
        }

        /** Waits for the client's end of the stream, whatever it sends before. */
        void awaitEnd() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private final ServerSocket listening;
    private final CompletableFuture<Void> played = new CompletableFuture<>();

    private RawServer(ServerSocket listening) {
        this.listening = listening;
    }

    static RawServer play(Play play) throws IOException {
        return play(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), play);
    }

    static RawServer play(ServerSocket listening, Play play) {
        RawServer server = new RawServer(listening);
        Thread.ofVirtual().start(() -> {
            try (Socket socket = listening.accept()) {
                play.with(new Connection(socket, socket.getInputStream()));
                server.played.complete(null);
            } catch (IOException | RuntimeException | AssertionError e) {
                server.played.completeExceptionally(e);
            }
        });
        return server;
    }

    URI uri(String scheme) {
        return URI.create(scheme + "://localhost:" + listening.getLocalPort() + "/agent");
    }

    /** Until the play is over. */
    void await() throws ExecutionException, InterruptedException, TimeoutException {
        played.get(10, TimeUnit.SECONDS);
    }

    /** The right answer to that request. */
    static String accepting(String head) {
        String key = head.lines()
                .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                .findFirst()
                .orElseThrow()
                .substring(19);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
