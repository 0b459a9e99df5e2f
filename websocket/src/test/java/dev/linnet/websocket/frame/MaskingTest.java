package dev.linnet.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void masksAsTheRfcSaysAtEveryOffsetAndLength(boolean direct) {
        ByteBuffer bytes = direct ? ByteBuffer.allocateDirect(64) : ByteBuffer.allocate(64);
        for (int from = 0; from < 9; from++) {
            for (int length = 0; length <= 40; length++) {
                byte[] before = fill(bytes);
                int key = random.nextInt();
                Masking.apply(bytes, from, from + length, key);
                for (int i = 0; i < before.length; i++) {
                    boolean inside = i >= from && i < from + length;
                    int mask = inside ? key >>> (24 - 8 * ((i - from) & 3)) : 0;
                    assertThat(bytes.get(i))
                            .as("byte %d of %d from %d, seed %d", i, length, from, seed)
                            .isEqualTo((byte) (before[i] ^ mask));
                }
            }
        }
    }

    @Test
    void goesOnWhereThePieceBeforeEnded() {
        for (int length = 0; length <= 40; length++) {
            for (int cut = 0; cut <= length; cut++) {
                ByteBuffer whole = ByteBuffer.allocate(length);
                ByteBuffer pieces = ByteBuffer.wrap(fill(whole));
                int key = random.nextInt();
                Masking.apply(whole, 0, length, key);
                int turned = Masking.apply(pieces, 0, cut, key);
                Masking.apply(pieces, cut, length, turned);
                assertThat(pieces.array()).as("cut at %d of %d", cut, length).isEqualTo(whole.array());
            }
        }
    }

    private byte[] fill(ByteBuffer bytes) {
        byte[] content = new byte[bytes.capacity()];
        random.nextBytes(content);
        bytes.put(0, content);
        return content;
    }
}
