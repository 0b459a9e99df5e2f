package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.HttpConnection;
import dev.linnet.websocket.handshake.ServerAddress;
import dev.linnet.websocket.http.HttpException;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpLimits;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.http.ResponseParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request after another over one connection; blocking. */
final class ClientHttp implements HttpConnection {
    private static final int RECEIVE_BYTES = 8 * 1024;

    /** Opens the way for the next requests. */
    @FunctionalInterface
    interface Opening {
        ClientSocket open() throws IOException;
    }

    private final ServerAddress server;
    private final Opening opening;
    private final HttpLimits limits;
    private @Nullable InputBuffer received; // the asking thread's
    private volatile @Nullable ClientSocket socket; // written by the asking thread
    private volatile boolean closed;

    ClientHttp(ServerAddress server, Opening opening, int maxBodyBytes) {
        this.server = server;
        this.opening = opening;
        this.limits = HttpLimits.DEFAULT.withBodyBytes(maxBodyBytes);
    }

    @Override
    public HttpResponse ask(String method, String path, HttpHeaders headers, byte[] body, Duration patience)
            throws IOException {
        boolean done = false;
        try {
            HttpResponse answer = exchange(request(method, path, headers, body), patience);
            // What does not fit is left on the connection, which is then of no more use.
            done = answer.body().length < limits.bodyBytes()
                    && !answer.headers().hasToken("Connection", "close");
            return answer;
        } catch (SocketTimeoutException e) {
            throw clearer("no answer from " + server + " within " + Dialer.text(patience), e);
        } catch (SocketException e) {
            throw clearer("the connection to " + server + " broke: " + e.getMessage(), e);
        } catch (HttpException e) {
            throw clearer(server + " does not speak HTTP: it sent " + e.reason(), e);
        } finally {
            if (!done) {
                drop();
            }
        }
    }

    private HttpResponse exchange(byte[] request, Duration patience) throws IOException, HttpException {
        ClientSocket open = socket;
        InputBuffer buffer = received;
        if (open == null || buffer == null) {
            open = opening.open();
            buffer = new InputBuffer(RECEIVE_BYTES);
            socket = open;
            received = buffer;
        }
        if (closed) {
            throw new SocketException("closed");
        }
        open.readTimeout(Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE));
        open.output().write(request);
        ResponseParser parser = new ResponseParser(limits);
        while (true) {
            HttpResponse answer = parser.parse(buffer.bytes());
            if (answer != null) {
                return answer;
            }
            if (!buffer.fill(open.input())) {
                // A body that a lost connection has cut is no answer, and nobody can tell it from one that ends there.
                throw new SocketException("it ended before the answer did");
            }
        }
    }

    private byte[] request(String method, String path, HttpHeaders headers, byte[] body) {
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(server.hostHeader())
                .append("\r\n");
        headers.fields()
                .forEach(field -> head.append(field.name())
                        .append(": ")
                        .append(field.value())
                        .append("\r\n"));
        if (body.length > 0 || method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream request = new ByteArrayOutputStream(start.length + body.length);
        request.writeBytes(start);
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static IOException clearer(String message, Exception cause) {
        return new IOException(message, cause);
    }

    private void drop() {
        ClientSocket open = socket;
        socket = null;
        received = null;
        if (open != null) {
            open.cut();
        }
    }

    @Override
    public void close() {
        closed = true;
        ClientSocket open = socket;
        if (open != null) {
            open.cut();
        }
    }
}
