package dev.linnet.websocket.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDeflaterTest {
    private final CompressionMemory memory = new CompressionMemory(9, 0);

    @Test
    void writesTheExamplesOfTheRfc() {
        MessageDeflater deflater = deflater(true, 15);
        assertThat(hex(deflater.part(ascii("Hello"), true))).isEqualTo("f248cdc9c90700");
        // RFC 7692 §7.2.3.2: the second time with the window of the first; §7.2.3.6: nothing
        assertThat(hex(deflater.part(ascii("Hello"), true))).isEqualTo("f200110000");
        assertThat(hex(deflater.part(ascii(""), true))).isEqualTo("00");
        assertThat(memory.streams()).isEqualTo(1);
        deflater.release();
        assertThat(memory.streams()).isZero();
    }

    @Test
    void holdsNothingBetweenMessagesWithoutContext() {
        MessageDeflater deflater = deflater(false, 15);
        ByteBuffer message = ascii("a".repeat(1000));
        assertThat(deflater.message(message)).isNotNull();
        assertThat(deflater.part(message, false).remaining()).isPositive();
        assertThat(message.remaining()).isEqualTo(1000);
        assertThat(memory.streams()).isZero();
    }

    @Test
    void leavesAloneWhatWouldNotGetSmaller() {
        MessageDeflater deflater = deflater(true, 15);
        byte[] noise = new byte[50_000];
        new Random(1).nextBytes(noise);
        assertThat(deflater.message(ByteBuffer.wrap(noise))).isNull();
        assertThat(deflater.message(ascii("Hello"))).isNull();
        // And what the peer has not seen compressed is not referred to.
        assertThat(hex(deflater.part(ascii("Hello"), true))).isEqualTo("f248cdc9c90700");
    }

    @Test
    void keepsNoContextThatItCannotUse() {
        assertThat(deflater(true, 14).message(ascii("a".repeat(1000)))).isNotNull();
        assertThat(memory.streams()).isZero();
    }

    /** The same block again, at just beyond the window's distance. */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10, 11, 12, 13, 14})
    void refersBackNoFurtherThanTheWindow(int bits) throws Exception {
        int period = (1 << bits) + 50;
        byte[] message = new byte[200_000];
        new Random(bits).nextBytes(message);
        for (int at = period; at < message.length; at++) {
            message[at] = message[at - period];
        }
        assertThat(Distances.largest(deflater(true, 15).part(ByteBuffer.wrap(message), true)))
                .as("what the full window does")
                .isGreaterThanOrEqualTo(period);
        ByteBuffer compressed = deflater(true, bits).part(ByteBuffer.wrap(message), true);
        assertThat(Distances.largest(compressed)).isLessThanOrEqualTo(1 << bits);
    }

    private MessageDeflater deflater(boolean keepsContext, int bits) {
        return new MessageDeflater(memory, new Agreement(keepsContext, bits, false, 0));
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        return HexFormat.of().formatHex(copy);
    }
}
