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
    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int UNSUPPORTED_DATA = 1003;
    public static final int NO_STATUS = 1005;
    public static final int ABNORMAL = 1006;
    public static final int INVALID_PAYLOAD = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int TOO_BIG = 1009;
    public static final int MANDATORY_EXTENSION = 1010;
    public static final int INTERNAL_ERROR = 1011;
    public static final int SERVICE_RESTART = 1012;
    public static final int TRY_AGAIN_LATER = 1013;
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

    public static CloseStatus of(int code) {
        return new CloseStatus(code, "");
    }

    /** Whether this code may stand in a close frame (RFC 6455 §7.4.1, §7.4.2 and IANA's registry). */
    public boolean sendable() {
        return isSendable(code);
    }

    public static boolean isSendable(int code) {
        return (code >= 1000 && code <= 1014 && code != 1004 && code != NO_STATUS && code != ABNORMAL)
                || (code >= 3000 && code <= 4999);
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? Integer.toString(code) : code + " " + reason;
    }
}
