package dev.linnet.websocket.transport.client;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.IntSupplier;

/** Masking keys that a peer cannot foresee (RFC 6455 §5.3), drawn in batches. One thread at a time. */
final class MaskKeys implements IntSupplier {
    private static final int BATCH_BYTES = 256;

    private final SecureRandom random;
    private final ByteBuffer keys = ByteBuffer.allocate(BATCH_BYTES).limit(0);

    MaskKeys(SecureRandom random) {
        this.random = random;
    }

    @Override
    public int getAsInt() {
        if (!keys.hasRemaining()) {
            random.nextBytes(keys.array());
            keys.clear();
        }
        return keys.getInt();
    }
}
