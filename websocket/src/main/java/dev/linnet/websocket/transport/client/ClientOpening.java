package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.Compression;
import dev.linnet.websocket.HandshakeException;
import dev.linnet.websocket.compression.Agreement;
import dev.linnet.websocket.compression.Negotiation;
import dev.linnet.websocket.handshake.ClientHandshake;
import dev.linnet.websocket.handshake.ServerAddress;
import dev.linnet.websocket.http.HttpException;
import dev.linnet.websocket.http.HttpLimits;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.http.ResponseParser;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Sends the opening handshake and waits for its answer. */
final class ClientOpening {
    /** What is kept of a refusal's text. */
    private static final int REFUSAL_BYTES = 4 * 1024;

    private final ServerAddress server;
    private final ClientHandshake handshake;
    private final @Nullable Compression compression;
    private final ResponseParser parser = new ResponseParser(HttpLimits.DEFAULT.withBodyBytes(REFUSAL_BYTES));

    /** What both ends have agreed to. */
    record Agreed(String subprotocol, @Nullable Agreement compression) {}

    ClientOpening(ServerAddress server, ClientHandshake handshake, @Nullable Compression compression) {
        this.server = server;
        this.handshake = handshake;
        this.compression = compression;
    }

    /**
     * Shakes hands.
     *
     * @param received takes what the server sent after its answer, unconsumed
     */
    Agreed run(ClientSocket socket, InputBuffer received) throws IOException {
        socket.output().write(handshake.request());
        HttpResponse answer = answer(socket.input(), received);
        if (answer == null) {
            throw new HandshakeException(server + " closed the connection during the opening handshake", null);
        }
        return new Agreed(handshake.verify(answer), compression(answer));
    }

    private @Nullable Agreement compression(HttpResponse answer) throws HandshakeException {
        if (compression == null) {
            return null;
        }
        try {
            return Negotiation.conclude(compression, handshake.extensions(answer));
        } catch (IllegalArgumentException e) {
            throw handshake.wrong(answer, "answered the offer of compression wrongly: " + e.getMessage());
        }
    }

    private @Nullable HttpResponse answer(InputStream in, InputBuffer received) throws IOException {
        while (true) {
            try {
                if (!received.fill(in)) {
                    return parser.end();
                }
            } catch (IOException e) {
                // A refusal whose text never ended is still a refusal.
                HttpResponse cutOff = parser.end();
                if (cutOff != null) {
                    return cutOff;
                }
                throw e;
            }
            try {
                HttpResponse answer = parser.parse(received.bytes());
                if (answer != null) {
                    return answer;
                }
            } catch (HttpException e) {
                throw new HandshakeException(server + " does not speak WebSocket: it sent " + e.reason(), null);
            }
        }
    }
}
