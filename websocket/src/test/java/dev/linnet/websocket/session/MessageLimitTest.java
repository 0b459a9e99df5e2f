package dev.linnet.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageLimitTest {
    private static final int LIMIT = 1000;

    @Test
    void takesAMessageOfExactlyTheLimitWholeOrInFragments() {
        String payload = "61".repeat(LIMIT);
        PaperSession whole = new PaperSession(Role.SERVER, LIMIT).receive("81:" + payload);
        assertThat(whole.events()).isEqualTo("TEXT " + payload);
        PaperSession fragments = new PaperSession(Role.SERVER, LIMIT);
        fragments.receive("01:" + "61".repeat(LIMIT - 1)).receive("80:61");
        assertThat(fragments.events()).isEqualTo("TEXT " + payload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"82fe03e9", "82ff0000000000010000", "82ff7fffffffffffffff"})
    void refusesALargerOneAtItsHeaderBeforeAnyPayload(String header) {
        PaperSession session = new PaperSession(Role.SERVER, LIMIT);
        session.receive(HexFormat.of().parseHex(header + "00000000"));
        assertThat(session.events()).isEqualTo("CLOSED 1009");
        assertThat(session.written()).startsWith("88:03f1");
        assertThat(session.session().violated()).isTrue();
    }

    @Test
    void refusesTheFragmentThatGoesBeyondIt() {
        PaperSession session = new PaperSession(Role.CLIENT, LIMIT);
        session.receive("02:" + "61".repeat(LIMIT)).receive("00:");
        assertThat(session.events()).isEmpty();
        session.receive("80:61");
        assertThat(session.events()).isEqualTo("CLOSED 1009");
    }

    @Test
    void assemblesAMessageThatComesInManyReads() {
        PaperSession session = new PaperSession(Role.SERVER, 70_000);
        String payload = "c3bc".repeat(35_000);
        byte[] bytes = session.fromPeer("81:" + payload);
        for (int at = 0; at < bytes.length; at += 999) {
            session.receive(bytes, at, Math.min(bytes.length, at + 999));
        }
        assertThat(session.events()).isEqualTo("TEXT " + payload);
    }

    /** What a peer announces costs nothing; what it sends does. */
    @Test
    void growsWithWhatCameAndNotWithWhatWasAnnounced() throws Exception {
        MessageAssembly assembly = new MessageAssembly(false, 1 << 30, null);
        assembly.admit(1 << 30);
        byte[] part = new byte[100];
        Arrays.fill(part, (byte) 7);
        for (int i = 0; i < 10; i++) {
            assertThat(assembly.take(ByteBuffer.wrap(part), false)).isNull();
        }
        ByteBuffer whole = assembly.take(ByteBuffer.allocate(0), true);
        assertThat(whole).isNotNull();
        assertThat(Objects.requireNonNull(whole).capacity()).isLessThanOrEqualTo(2048);
    }
}
