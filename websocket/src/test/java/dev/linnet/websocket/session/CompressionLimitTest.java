package dev.linnet.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.compression.Agreement;
import java.util.HexFormat;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However much a message would inflate to, no more of it is inflated than may be had. */
class CompressionLimitTest {
    private static final int LIMIT = 1000;
    private static final Agreement WITH_CONTEXT = new Agreement(true, 15, true, 0);
    private static final Agreement WITHOUT_CONTEXT = new Agreement(false, 15, false, 0);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, LIMIT - 1, LIMIT})
    void takesWhatInflatesToTheLimitAtMost(int size) {
        PaperSession session = new PaperSession(PaperSession.settings(Role.SERVER, LIMIT), WITH_CONTEXT);
        session.receive("c2:" + deflated(size));
        assertThat(session.events()).isEqualTo(("BINARY " + "00".repeat(size)).trim());
    }

    @ParameterizedTest
    @EnumSource
    void refusesOneByteMore(Role role) {
        PaperSession session = new PaperSession(PaperSession.settings(role, LIMIT), WITHOUT_CONTEXT);
        session.receive("42:" + deflated(LIMIT) + "0000ffff").receive("80:" + deflated(1));
        assertThat(session.events()).isEqualTo("CLOSED 1009");
        assertThat(session.written()).startsWith("88:03f1");
        assertThat(session.memory.streams()).isZero();
    }

    /** 64 MiB in 64 KiB of frame: gone at the first bytes that are too many. */
    @Test
    void endsABombBeforeItHasArrived() {
        PaperSession session = new PaperSession(PaperSession.settings(Role.SERVER, LIMIT), WITHOUT_CONTEXT);
        byte[] frame = session.fromPeer("c2:" + deflated(64 << 20));
        session.receive(frame, 0, 200);
        assertThat(session.events()).isEqualTo("CLOSED 1009");
    }

    @Test
    void endsAStreamedBombAtItsOwnLimit() {
        SessionSettings settings = PaperSession.settings(Role.SERVER, LIMIT).withStreaming(100_000);
        PaperSession session = new PaperSession(settings, WITHOUT_CONTEXT);
        session.receive("c2:" + deflated(64 << 20));
        assertThat(session.events().split(", "))
                .hasSize(1 + 100_000 / (16 * 1024))
                .endsWith("CLOSED 1009");
        assertThat(session.memory.streams()).isZero();
    }

    /** What a compressed message takes on the wire is not what is limited. */
    @Test
    void doesNotCountCompressedBytes() {
        PaperSession session = new PaperSession(PaperSession.settings(Role.SERVER, LIMIT), WITHOUT_CONTEXT);
        session.receive("42:" + "000000ffff".repeat(500)).receive("80:f248cdc9c90700");
        assertThat(session.events()).isEqualTo("BINARY 48656c6c6f");
    }

    private static String deflated(int zeros) {
        Deflater deflater = new Deflater(9, true);
        try {
            deflater.setInput(new byte[zeros]);
            byte[] out = new byte[zeros / 1000 + 100];
            int length = zeros == 0 ? 5 : deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            return HexFormat.of().formatHex(out, 0, length - 4);
        } finally {
            deflater.end();
        }
    }
}
