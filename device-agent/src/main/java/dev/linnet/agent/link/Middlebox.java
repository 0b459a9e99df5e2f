package dev.linnet.agent.link;

import dev.linnet.websocket.HandshakeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** Tells a handshake that something on the way has broken from one that the hub has refused. */
final class Middlebox {
    private static final String PROBLEM = "application/problem+json";

    private Middlebox() {}

    /** Whether it looks as if a proxy or firewall between agent and hub did not let WebSocket through. */
    static boolean isSuspected(IOException failure) {
        if (failure instanceof HandshakeException refusal) {
            return isSuspected(refusal);
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return false; // nobody is there, which is another trouble
        }
        // Cut off during the handshake, or connected and then silence; not TLS, names, the token file.
        return failure instanceof SocketException || failure instanceof SocketTimeoutException;
    }

    private static boolean isSuspected(HandshakeException refusal) {
        String type = refusal.headers().first("Content-Type");
        boolean fromHub = type != null && type.startsWith(PROBLEM);
        return switch (refusal.status()) {
            // The hub says these, or somebody in its place: a fallback would hear the same.
            case 401, 404, 429, 503 -> false;
            // A hub says this to a request from which the wish for a WebSocket was taken away.
            case 426 -> true;
            case 0, 101 -> true; // no HTTP, nothing at all, or a handshake that somebody has changed
            default -> !fromHub;
        };
    }
}
