package dev.linnet.bench.interoperability;

import dev.linnet.websocket.Compression;
import dev.linnet.websocket.Compression.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one end wants of permessage-deflate (RFC 7692 §7.1).
 *
 * @param server what the server compresses with, or null to do without the extension
 * @param client what the client compresses with, or null likewise
 */
record Offer(@Nullable Direction server, @Nullable Direction client) {
    private static final int LEVEL = 6;

    static final Offer NONE = new Offer(null, null);

    /** Nothing; all that there is; no context; small windows with context; and the two directions unlike each other. */
    static List<Offer> all() {
        return List.of(
                NONE,
                new Offer(Direction.WITH_CONTEXT, Direction.WITH_CONTEXT),
                new Offer(Direction.WITHOUT_CONTEXT, Direction.WITHOUT_CONTEXT),
                new Offer(new Direction(true, 9), new Direction(true, 9)),
                new Offer(new Direction(false, 10), new Direction(true, 12)),
                new Offer(new Direction(true, 15), new Direction(false, 9)));
    }

    /** For the server; null for no compression. */
    @Nullable
    Compression asServer() {
        return server == null || client == null ? null : new Compression(server, client, LEVEL, 0);
    }

    /** For the client; null for no compression. */
    @Nullable
    Compression asClient() {
        return server == null || client == null ? null : new Compression(client, server, LEVEL, 0);
    }

    /** Whether the client is to compress without context. */
    boolean clientForgets() {
        return client != null && !client.contextTakeover();
    }

    /** The server's window; the largest where nothing is said. */
    int serverWindowBits() {
        return server == null ? 15 : server.maxWindowBits();
    }

    /** The client's window; the largest where nothing is said. */
    int clientWindowBits() {
        return client == null ? 15 : client.maxWindowBits();
    }

    /** As the programs in {@code bench/interoperability} take it. */
    @Override
    public String toString() {
        return server == null || client == null ? "none" : text(server) + "," + text(client);
    }

    private static String text(Direction direction) {
        return direction.contextTakeover() + "," + direction.maxWindowBits();
    }
}
