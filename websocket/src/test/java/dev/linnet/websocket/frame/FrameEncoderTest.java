package dev.linnet.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameEncoderTest {
    /** Grants the least room that the contract allows, so that a large payload goes out in many pieces. */
    private static final class Meagre implements FrameOutput {
        private final ByteBuffer all = ByteBuffer.allocate(80_000);
        private ByteBuffer piece = ByteBuffer.allocate(0);

        @Override
        public ByteBuffer space(int wanted) {
            collect();
            piece = ByteBuffer.allocate(Math.min(wanted, MIN_SPACE));
            return piece;
        }

        @Override
        public boolean congested() {
            return false;
        }

        ByteBuffer collect() {
            all.put(piece.flip());
            piece = ByteBuffer.allocate(0);
            return all.duplicate().flip();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 8200", "1, 8201", "125, 827d", "126, 827e007e", "65535, 827effff", "65536, 827f0000000000010000"})
    void usesTheShortestLength(int length, String header) {
        Meagre output = new Meagre();
        FrameEncoder.write(output, Opcode.BINARY, ByteBuffer.allocate(length));
        ByteBuffer written = output.collect();
        assertThat(written.remaining()).isEqualTo(header.length() / 2 + length);
        byte[] start = new byte[header.length() / 2];
        written.get(start);
        assertThat(HexFormat.of().formatHex(start)).isEqualTo(header);
    }

    /** RFC 6455 §5.7 */
    @Test
    void masksAsTheExampleOfTheRfc() {
        Meagre output = new Meagre();
        ByteBuffer payload = ByteBuffer.wrap("Hello".getBytes(StandardCharsets.UTF_8));
        FrameEncoder.writeMasked(output, Opcode.TEXT, payload, 0x37fa213d);
        byte[] frame = new byte[11];
        output.collect().get(frame);
        assertThat(HexFormat.of().formatHex(frame)).isEqualTo("818537fa213d7f9f4d5158");
        assertThat(payload.remaining()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 124, 125, 126, 127, 300, 65_535, 65_536, 70_000})
    void writesWhatTheDecoderReads(int length) throws ProtocolViolation {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        Meagre output = new Meagre();
        FrameEncoder.writeMasked(output, Opcode.BINARY, ByteBuffer.wrap(payload), 0x01020304);
        ByteBuffer written = output.collect();
        FrameDecoder decoder = new FrameDecoder(true, false);
        assertThat(decoder.next(written)).isTrue();
        assertThat(decoder.ends()).isTrue();
        byte[] read = new byte[decoder.to() - decoder.from()];
        written.get(decoder.from(), read);
        assertThat(read).isEqualTo(payload);
    }
}
