package dev.linnet.websocket.compression;

import static dev.linnet.websocket.compression.DeflateParameters.EXTENSION;
import static dev.linnet.websocket.compression.DeflateParameters.MAX_WINDOW_BITS;

import dev.linnet.websocket.Compression;
import dev.linnet.websocket.handshake.Extension;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who agrees to what in an opening handshake (RFC 7692 §5, §7.1). */
public final class Negotiation {
    private Negotiation() {}

    /**
     * The server's choice: the first offer that can be accepted, with what this server wants on top. Offers that are
     * malformed or that nobody knows are declined by not answering them (§7.1).
     *
     * @return what to answer, as an extension and as an agreement; null to decline all
     */
    public static @Nullable Answer answer(Compression own, List<Extension> offers) {
        for (Extension offer : offers) {
            if (offer.name().equals(EXTENSION)) {
                DeflateParameters accepted = accept(own, offer);
                if (accepted != null) {
                    return new Answer(accepted.toAnswer(), Agreement.ofServer(own, accepted));
                }
            }
        }
        return null;
    }

    /** What a server answers, and what it means for itself. */
    public record Answer(Extension extension, Agreement agreement) {}

    private static @Nullable DeflateParameters accept(Compression own, Extension extension) {
        DeflateParameters offer;
        try {
            offer = DeflateParameters.offered(extension);
        } catch (IllegalArgumentException declined) {
            return null; // §7.1: a server must decline it, and that is all that it says about it
        }
        // §7.1.2.1: the same or less than asked for; a server may also name it unasked.
        int window = own.sending().maxWindowBits();
        int serverWindow = offer.serverMaxWindowBits() == 0
                ? (window < MAX_WINDOW_BITS ? window : 0)
                : Math.min(offer.serverMaxWindowBits(), window);
        // With less than the full window no context is used here (MessageDeflater): saying so spares the client memory.
        boolean serverNoContext = offer.serverNoContextTakeover()
                || !own.sending().contextTakeover()
                || (serverWindow != 0 && serverWindow < MAX_WINDOW_BITS);
        // §7.1.2.2: must not be named to a client that has not.
        int clientWindow = Math.min(offer.clientMaxWindowBits(), own.receiving().maxWindowBits());
        return new DeflateParameters(
                serverNoContext,
                offer.clientNoContextTakeover() || !own.receiving().contextTakeover(),
                serverWindow,
                clientWindow == MAX_WINDOW_BITS ? 0 : clientWindow);
    }

    /** What a client offers, in order of preference (§5.1). */
    public static List<Extension> offers(Compression own) {
        int serverWindow = own.receiving().maxWindowBits();
        DeflateParameters any = new DeflateParameters(
                !own.receiving().contextTakeover(),
                !own.sending().contextTakeover(),
                0,
                own.sending().maxWindowBits());
        if (serverWindow == MAX_WINDOW_BITS) {
            return List.of(any.toOffer());
        }
        // Many servers cannot use a smaller window, and decline the offer: then rather the full one than none.
        DeflateParameters preferred = new DeflateParameters(
                any.serverNoContextTakeover(), any.clientNoContextTakeover(), serverWindow, any.clientMaxWindowBits());
        return Stream.of(preferred, any).map(DeflateParameters::toOffer).toList();
    }

    /**
     * The client's view of what the server chose from {@link #offers}.
     *
     * @param answer the extensions in the server's answer
     * @return null when the server uses no compression
     * @throws IllegalArgumentException when the answer fits no offer: the client must fail the connection (§5.1, §7.1)
     */
    public static @Nullable Agreement conclude(Compression own, List<Extension> answer) {
        if (answer.isEmpty()) {
            return null;
        }
        if (answer.size() > 1 || !answer.getFirst().name().equals(EXTENSION)) {
            throw new IllegalArgumentException("only " + EXTENSION + " was offered");
        }
        DeflateParameters chosen = DeflateParameters.answered(answer.getFirst());
        if (!own.receiving().contextTakeover() && !chosen.serverNoContextTakeover()) {
            throw new IllegalArgumentException("server_no_context_takeover was asked for"); // §7.1.1.1
        }
        if (chosen.clientMaxWindowBits() > own.sending().maxWindowBits()) {
            throw new IllegalArgumentException("client_max_window_bits is larger than offered"); // §7.1.2.2
        }
        return Agreement.ofClient(own, chosen);
    }
}
