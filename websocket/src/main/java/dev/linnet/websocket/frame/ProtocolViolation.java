package dev.linnet.websocket.frame;

import dev.linnet.websocket.CloseStatus;

/** The peer broke a rule or a limit; the connection is to be failed with that status (RFC 6455 §7.1.7). */
public final class ProtocolViolation extends Exception {
    private static final long serialVersionUID = 1;

    private final transient CloseStatus status;

    private ProtocolViolation(CloseStatus status) {
        // No stack trace: peers provoke these at will, and the reason tells more than the place.
        super(status.toString(), null, false, false);
        this.status = status;
    }

    public CloseStatus status() {
        return status;
    }

    public static ProtocolViolation protocolError(String reason) {
        return new ProtocolViolation(new CloseStatus(CloseStatus.PROTOCOL_ERROR, reason));
    }

    public static ProtocolViolation invalidPayload(String reason) {
        return new ProtocolViolation(new CloseStatus(CloseStatus.INVALID_PAYLOAD, reason));
    }

    public static ProtocolViolation tooBig(long maxMessageBytes) {
        return new ProtocolViolation(
                new CloseStatus(CloseStatus.TOO_BIG, "a message may have at most " + maxMessageBytes + " bytes"));
    }
}
