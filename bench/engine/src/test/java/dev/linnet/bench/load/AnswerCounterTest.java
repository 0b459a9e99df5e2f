package dev.linnet.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AnswerCounterTest {
    private static final byte[] STREAM = HexFormat.of().parseHex("810361626389040000000181036162638900810361");

    @Test
    void countsWholeAnswersHoweverTheyAreCut() throws IOException {
        for (int size = 1; size <= STREAM.length; size++) {
            AnswerCounter counter = new AnswerCounter(3);
            int answers = 0;
            for (int at = 0; at < STREAM.length; at += size) {
                int length = Math.min(size, STREAM.length - at);
                answers += counter.count(ByteBuffer.wrap(STREAM, at, length).slice(), length);
            }
            assertThat(answers).as("pieces of %d", size).isEqualTo(2);
            assertThat(counter.isPinged()).isTrue();
        }
    }

    @Test
    void answersTheLastPing() throws IOException {
        AnswerCounter counter = new AnswerCounter(3);
        counter.count(ByteBuffer.wrap(STREAM), 11);
        assertThat(HexFormat.of().formatHex(counter.takePong().array())).isEqualTo("8a840000000000000001");
        assertThat(counter.isPinged()).isFalse();
    }

    @Test
    void anythingElseEndsTheRun() {
        AnswerCounter counter = new AnswerCounter(3);
        assertThatThrownBy(() -> counter.count(ByteBuffer.wrap(new byte[] {(byte) 0x88, 2, 3, (byte) 0xE8}), 4))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("8802");
    }
}
