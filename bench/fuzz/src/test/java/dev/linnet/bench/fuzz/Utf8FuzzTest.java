package dev.linnet.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.linnet.websocket.frame.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text is taken exactly when the JDK's decoder takes it, however it is cut. */
class Utf8FuzzTest {
    @FuzzTest(maxDuration = "10m")
    void agreesWithTheJdk(FuzzedDataProvider data) {
        int seed = data.consumeInt();
        byte[] bytes = data.consumeRemainingAsBytes();

        boolean valid = isUtf8(bytes);
        assertThat(check(bytes, 0)).isEqualTo(valid);
        assertThat(check(bytes, 1)).isEqualTo(valid);
        assertThat(check(bytes, seed)).isEqualTo(valid);
    }

    private static boolean check(byte[] bytes, int seed) {
        int[] state = {Utf8.COMPLETE};
        Pieces.<RuntimeException>offer(bytes, seed, piece -> {
            state[0] = Utf8.check(state[0], piece, 0, piece.limit());
            return state[0] != Utf8.INVALID;
        });
        return state[0] == Utf8.COMPLETE;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
