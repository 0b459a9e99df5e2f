package dev.linnet.websocket.frame;

import dev.linnet.websocket.CloseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a close frame carries (RFC 6455 §5.5.1): nothing, or a code and a reason in UTF-8. */
public final class ClosePayload {
    private ClosePayload() {}

    /** Reads it, from position to limit; {@link CloseStatus#NO_STATUS} when it is empty. */
    public static CloseStatus parse(ByteBuffer payload) throws ProtocolViolation {
        int from = payload.position();
        int length = payload.remaining();
        if (length == 0) {
            return CloseStatus.of(CloseStatus.NO_STATUS);
        }
        if (length == 1) {
            throw ProtocolViolation.protocolError("a close frame with one byte");
        }
        int code = payload.getShort(from) & 0xFFFF;
        // RFC 6455 §7.4.1: 1005, 1006 and 1015 must never be sent, and others are not assigned.
        if (!CloseStatus.isSendable(code)) {
            throw ProtocolViolation.protocolError("close code " + code + " must not be sent");
        }
        if (Utf8.check(Utf8.COMPLETE, payload, from + 2, payload.limit()) != Utf8.COMPLETE) {
            throw ProtocolViolation.invalidPayload("a close reason that is not UTF-8");
        }
        byte[] reason = new byte[length - 2];
        payload.get(from + 2, reason);
        return new CloseStatus(code, new String(reason, StandardCharsets.UTF_8));
    }

    /**
     * Writes it; nothing for {@link CloseStatus#NO_STATUS}.
     *
     * @throws IllegalArgumentException when the code must not be sent
     */
    public static ByteBuffer encode(CloseStatus status) {
        if (status.code() == CloseStatus.NO_STATUS) {
            return ByteBuffer.allocate(0);
        }
        if (!status.sendable()) {
            throw new IllegalArgumentException("close code " + status.code() + " must not be sent (RFC 6455 §7.4)");
        }
        byte[] reason = status.reason().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + reason.length)
                .putShort((short) status.code())
                .put(reason)
                .flip();
    }
}
