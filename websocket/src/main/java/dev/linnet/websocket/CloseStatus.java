package dev.linnet.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Why a connection ended: a close code (RFC 6455 §7.4) and a reason of at most 123 bytes of UTF-8.
 *
 * @param code 1000–4999; {@link #NO_STATUS}, {@link #ABNORMAL} and {@link #TLS_FAILURE} are only reported, never sent
 * @param reason for people and logs; may be empty
 */
public record CloseStatus(int code, String reason) {
    /** The purpose is fulfilled. */
    public static final int NORMAL = 1000;
    /** This end is going away: a server stops, a browser leaves the page. */
    public static final int GOING_AWAY = 1001;
    /** The peer broke the protocol's rules. */
    public static final int PROTOCOL_ERROR = 1002;
    /** A kind of message, text or binary, that is not understood here. */
    public static final int UNSUPPORTED_DATA = 1003;
    /** The close frame had no code. Never sent. */
    public static final int NO_STATUS = 1005;
    /** There was no close frame at all. Never sent. */
    public static final int ABNORMAL = 1006;
    /** Text that is no UTF-8, or compressed data that is none. */
    public static final int INVALID_PAYLOAD = 1007;
    /** Not allowed, or not in this way. */
    public static final int POLICY_VIOLATION = 1008;
    /** A message larger than is taken here. */
    public static final int TOO_BIG = 1009;
    /** A client misses an extension that it needs. */
    public static final int MANDATORY_EXTENSION = 1010;
    /** A listener or the server failed. */
    public static final int INTERNAL_ERROR = 1011;
    /** The server restarts: come back soon. */
    public static final int SERVICE_RESTART = 1012;
    /** The server is overloaded: come back later. */
    public static final int TRY_AGAIN_LATER = 1013;
    /** No TLS connection. Never sent. */
    public static final int TLS_FAILURE = 1015;

    public CloseStatus {
        Objects.requireNonNull(reason, "reason");
        if (code < 1000 || code > 4999) {
            throw new IllegalArgumentException("close code " + code + " is outside 1000–4999");
        }
        if (reason.getBytes(StandardCharsets.UTF_8).length > 123) {
            throw new IllegalArgumentException("close reason takes more than 123 bytes: " + reason);
        }
    }

    /** With no reason. */
    public static CloseStatus of(int code) {
        return new CloseStatus(code, "");
    }

    /** Whether this code may stand in a close frame (RFC 6455 §7.4.1, §7.4.2 and IANA's registry). */
    public boolean sendable() {
        return isSendable(code);
    }

    /** Likewise, for a code alone. */
    public static boolean isSendable(int code) {
        return (code >= 1000 && code <= 1014 && code != 1004 && code != NO_STATUS && code != ABNORMAL)
                || (code >= 3000 && code <= 4999);
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? Integer.toString(code) : code + " " + reason;
    }
}
