package dev.linnet.websocket.compression;

import dev.linnet.websocket.handshake.Extension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one permessage-deflate offer or answer (RFC 7692 §7.1).
 *
 * @param serverMaxWindowBits 8–15, or 0 when it is not named
 * @param clientMaxWindowBits 8–15, or 0 when it is not named; 15 also stands for an offer's without a value
 */
public record DeflateParameters(
        boolean serverNoContextTakeover,
        boolean clientNoContextTakeover,
        int serverMaxWindowBits,
        int clientMaxWindowBits) {
    static final String EXTENSION = "permessage-deflate";
    static final int MAX_WINDOW_BITS = 15;

    private static final String SERVER_NO_CONTEXT = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT = "client_no_context_takeover";
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final String CLIENT_WINDOW = "client_max_window_bits";
    /** Decimal without leading zeros (§7.1.2). */
    private static final Pattern WINDOW_BITS = Pattern.compile("[89]|1[0-5]");

    /**
     * Reads an offer, in which {@code client_max_window_bits} needs no value (§7.1.2.2).
     *
     * @throws IllegalArgumentException when a parameter is unknown, stands there twice, or has no valid value
     */
    static DeflateParameters offered(Extension extension) {
        return read(extension, true);
    }

    /** Reads an answer, likewise. */
    static DeflateParameters answered(Extension extension) {
        return read(extension, false);
    }

    private static DeflateParameters read(Extension extension, boolean offer) {
        boolean serverNoContext = false;
        boolean clientNoContext = false;
        int serverWindow = 0;
        int clientWindow = 0;
        Set<String> seen = new HashSet<>();
        for (Extension.Parameter parameter : extension.parameters()) {
            if (!seen.add(parameter.name())) {
                throw new IllegalArgumentException(parameter.name() + " stands there twice");
            }
            switch (parameter.name()) {
                case SERVER_NO_CONTEXT -> serverNoContext = flag(parameter);
                case CLIENT_NO_CONTEXT -> clientNoContext = flag(parameter);
                case SERVER_WINDOW -> serverWindow = windowBits(parameter);
                case CLIENT_WINDOW ->
                    clientWindow = offer && parameter.value() == null ? MAX_WINDOW_BITS : windowBits(parameter);
                default -> throw new IllegalArgumentException("unknown parameter " + parameter);
            }
        }
        return new DeflateParameters(serverNoContext, clientNoContext, serverWindow, clientWindow);
    }

    private static boolean flag(Extension.Parameter parameter) {
        if (parameter.value() != null) {
            throw new IllegalArgumentException(parameter + " must have no value");
        }
        return true;
    }

    private static int windowBits(Extension.Parameter parameter) {
        String value = parameter.value();
        if (value == null || !WINDOW_BITS.matcher(value).matches()) {
            throw new IllegalArgumentException(parameter + " needs a value of 8–15");
        }
        return Integer.parseInt(value);
    }

    /** As it stands in the header field of an offer. */
    Extension toOffer() {
        return write(clientMaxWindowBits == MAX_WINDOW_BITS ? null : Integer.toString(clientMaxWindowBits));
    }

    /** As it stands in the header field of an answer. */
    Extension toAnswer() {
        return write(Integer.toString(clientMaxWindowBits));
    }

    private Extension write(@Nullable String clientWindow) {
        List<Extension.Parameter> parameters = new ArrayList<>();
        if (serverNoContextTakeover) {
            parameters.add(new Extension.Parameter(SERVER_NO_CONTEXT, null));
        }
        if (clientNoContextTakeover) {
            parameters.add(new Extension.Parameter(CLIENT_NO_CONTEXT, null));
        }
        if (serverMaxWindowBits != 0) {
            parameters.add(new Extension.Parameter(SERVER_WINDOW, Integer.toString(serverMaxWindowBits)));
        }
        if (clientMaxWindowBits != 0) {
            parameters.add(new Extension.Parameter(CLIENT_WINDOW, clientWindow));
        }
        return new Extension(EXTENSION, parameters);
    }
}
