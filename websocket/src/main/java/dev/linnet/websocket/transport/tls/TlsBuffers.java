package dev.linnet.websocket.transport.tls;

import java.nio.ByteBuffer;

/** Memory for records on their way, shared by all connections of one loop; empty between two calls. */
public final class TlsBuffers {
    /** A record of 16 KiB and what TLS 1.2 may add to it (RFC 5246 §6.2.3). */
    private static final int RECORD_BYTES = 16 * 1024 + 2048 + 5;

    private static final int RECEIVED_RECORDS = 4;
    /** An engine wants room for the largest record before it writes the smallest. */
    private static final int SENT_RECORDS = 5;

    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVED_RECORDS * 16 * 1024);
    private final ByteBuffer sent = ByteBuffer.allocateDirect(SENT_RECORDS * RECORD_BYTES);

    /** For records from the peer. */
    ByteBuffer received() {
        return received.clear();
    }

    /** For records to the peer. */
    ByteBuffer sent() {
        return sent.clear();
    }
}
