package dev.linnet.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.linnet.websocket.frame.FrameDecoder;
import dev.linnet.websocket.frame.ProtocolViolation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Frames do not depend on how their bytes are cut, and what is no frame is a violation. */
class FrameDecoderFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void cutAnywhere(FuzzedDataProvider data) {
        int seed = data.consumeInt();
        boolean masked = data.consumeBoolean();
        boolean compression = data.consumeBoolean();
        byte[] bytes = data.consumeRemainingAsBytes();

        List<String> whole = new Frames(masked, compression).decode(bytes, 0);
        assertThat(new Frames(masked, compression).decode(bytes, 1)).isEqualTo(whole);
        assertThat(new Frames(masked, compression).decode(bytes, seed)).isEqualTo(whole);
    }

    private static final class Frames {
        private final List<String> frames = new ArrayList<>();
        private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
        private final FrameDecoder decoder;

        Frames(boolean masked, boolean compression) {
            decoder = new FrameDecoder(masked, compression);
        }

        List<String> decode(byte[] bytes, int seed) {
            try {
                Pieces.offer(bytes, seed, this::take);
            } catch (ProtocolViolation violation) {
                frames.add(violation.status().toString());
            }
            return frames;
        }

        private boolean take(ByteBuffer piece) throws ProtocolViolation {
            while (decoder.next(piece)) {
                for (int i = decoder.from(); i < decoder.to(); i++) {
                    payload.write(piece.get(i));
                }
                if (decoder.ends()) {
                    assertThat(payload.size()).isEqualTo(decoder.length());
                    frames.add(decoder.opcode() + (decoder.fin() ? " fin " : " ") + decoder.compressed() + " "
                            + HexFormat.of().formatHex(payload.toByteArray()));
                    payload.reset();
                }
            }
            assertThat(piece.hasRemaining()).isFalse();
            return true;
        }
    }
}
