package dev.linnet.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    private static final int[] EDGES = {
        0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
        0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFC, 0xFE, 0xFF
    };

    /** All sequences of up to four of those bytes at which a rule begins or ends. */
    @Test
    void agreesWithTheJdkOnEverySequenceOfEdges() {
        int n = EDGES.length;
        for (int length = 1; length <= 4; length++) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < Math.pow(n, length); i++) {
                for (int at = 0, rest = i; at < length; at++, rest /= n) {
                    bytes[at] = (byte) EDGES[rest % n];
                }
                agreesWithTheJdk(bytes);
            }
        }
    }

    @Test
    void agreesWithTheJdkOnRandomBytes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = random.nextBoolean() ? noise(random) : damagedText(random);
            agreesWithTheJdk(bytes);
            agreesWithItselfInPieces(bytes, random);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cebae1bdb9cf83cebcceb5f4908080", "cebaf0", "eda080", "c0af", "e080af", "f08080af", "80", "ff"})
    void knowsTheKnownTraps(String hex) {
        agreesWithTheJdk(HexFormat.of().parseHex(hex));
    }

    @Test
    void failsAtTheFirstByteThatNothingCanMend() {
        assertThat(check("f4")).isNotEqualTo(Utf8.INVALID);
        assertThat(check("f490")).isEqualTo(Utf8.INVALID);
        assertThat(check("e0")).isNotEqualTo(Utf8.INVALID);
        assertThat(check("e09f")).isEqualTo(Utf8.INVALID);
        assertThat(check("eda0")).isEqualTo(Utf8.INVALID);
    }

    private static int check(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return Utf8.check(Utf8.COMPLETE, ByteBuffer.wrap(bytes), 0, bytes.length);
    }

    private static void agreesWithTheJdk(byte[] bytes) {
        int expected = jdk(bytes);
        int state = Utf8.check(Utf8.COMPLETE, ByteBuffer.wrap(bytes), 0, bytes.length);
        boolean same = expected <= Utf8.COMPLETE ? state == expected : state > Utf8.COMPLETE;
        if (!same) { // asked before the description is made, which costs more than the check
            assertThat(state).as(HexFormat.of().formatHex(bytes)).isEqualTo(expected);
        }
    }

    /** COMPLETE, INVALID, or 1 for text that ends inside a character which some further bytes would complete. */
    private static int jdk(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (decoder.decode(in, CharBuffer.allocate(bytes.length + 1), false).isError()) {
            return Utf8.INVALID;
        }
        if (!in.hasRemaining()) {
            return Utf8.COMPLETE;
        }
        // The JDK takes some beginnings, ED A0 for one, that nothing can complete: so try what might.
        for (int next : new int[] {0x80, 0x90, 0xA0, 0xBF}) {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            longer[bytes.length] = (byte) next;
            if (jdk(longer) != Utf8.INVALID) {
                return 1;
            }
        }
        return Utf8.INVALID;
    }

    private static void agreesWithItselfInPieces(byte[] bytes, Random random) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int state = Utf8.COMPLETE;
        for (int at = 0; at < bytes.length && state != Utf8.INVALID; ) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(5));
            state = Utf8.check(state, buffer, at, to);
            at = to;
        }
        assertThat(state).isEqualTo(Utf8.check(Utf8.COMPLETE, buffer, 0, bytes.length));
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(24)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] damagedText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(24); i > 0; i--) {
            text.append(
                    Character.toString(random.nextInt(3) == 0 ? random.nextInt(0x110000) : 'a' + random.nextInt(26)));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }
}
