package dev.linnet.bench.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HubFramesTest {
    private static final byte[] STREAM = join(
            frame(0x81, "{\"type\":\"ack\",\"boot\":\"b-1\",\"seq\":7}"),
            frame(0x89, "tick"),
            frame(0x81, "{\"type\":\"ack\",\"boot\":\"b-1\",\"seq\":1207}"));

    @Test
    void readsAcknowledgementsAndAnswersPingsWhereverTheBytesAreCut() throws IOException {
        for (int cut = 1; cut < STREAM.length; cut++) {
            HubFrames frames = new HubFrames();
            frames.take(ByteBuffer.wrap(STREAM, 0, cut));
            assertThat(frames.take(ByteBuffer.wrap(STREAM, cut, STREAM.length - cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(1207);
            assertThat(frames.answer())
                    .isEqualTo(ByteBuffer.wrap(join(new byte[] {(byte) 0x8A, (byte) 0x84, 0, 0, 0, 0}, ascii("tick"))));
            assertThat(frames.answer().hasRemaining()).isFalse();
        }
    }

    @Test
    void aFaultOrACloseEndsTheRun() {
        byte[] fault = frame(0x81, "{\"type\":\"fault\",\"code\":\"invalid\",\"detail\":\"no\"}");
        assertThatThrownBy(() -> new HubFrames().take(ByteBuffer.wrap(fault)))
                .hasMessageContaining("\"detail\":\"no\"");
        byte[] close = join(new byte[] {(byte) 0x88, 6, 0x03, (byte) 0xF5}, ascii("full"));
        assertThatThrownBy(() -> new HubFrames().take(ByteBuffer.wrap(close))).hasMessageContaining("1013 full");
    }

    private static byte[] frame(int first, String text) {
        return join(new byte[] {(byte) first, (byte) text.length()}, ascii(text));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(1024);
        for (byte[] part : parts) {
            all.put(part);
        }
        byte[] joined = new byte[all.position()];
        all.flip().get(joined);
        return joined;
    }
}
