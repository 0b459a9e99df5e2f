package dev.linnet.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes of what the peer sends, in both roles, and however the bytes are split. */
class ConversationTest {
    private static final String TABLE = """
            # messages, RFC 6455 §5.7                  | events                         | written
            81:48656c6c6f                              | TEXT 48656c6c6f                |
            01:48656c 80:6c6f                          | TEXT 48656c6c6f                |
            89:48656c6c6f                              |                                | 8a:48656c6c6f
            82:00 81:                                  | BINARY 00, TEXT                |
            81:61 81:62 82:63                          | TEXT 61, TEXT 62, BINARY 63    |
            # fragments with control frames between
            01:61 89:70 00:62 8a:71 80:63              | PONG 71, TEXT 616263           | 8a:70
            02: 00: 80:                                | BINARY                         |
            01:61 80: 02:62 80:63                      | TEXT 61, BINARY 6263           |
            01:61 81:62                                | CLOSED 1002                    | 88:03ea
            80:61                                      | CLOSED 1002                    | 88:03ea
            01:61 80: 80:                              | TEXT 61, CLOSED 1002           | 88:03ea
            # reserved bits and opcodes, broken control frames
            c1:61                                      | CLOSED 1002                    | 88:03ea
            91:61                                      | CLOSED 1002                    | 88:03ea
            83:61                                      | CLOSED 1002                    | 88:03ea
            8b:61                                      | CLOSED 1002                    | 88:03ea
            09:61                                      | CLOSED 1002                    | 88:03ea
            81:61 c1:61 81:62                          | TEXT 61, CLOSED 1002           | 88:03ea
            # UTF-8: inside a character, across fragments, broken
            01:c3 80:bc                                | TEXT c3bc                      |
            01:f09f 00:92 80:a9                        | TEXT f09f92a9                  |
            81:c3                                      | CLOSED 1007                    | 88:03ef
            01:61c3 80:                                | CLOSED 1007                    | 88:03ef
            01:61ff                                    | CLOSED 1007                    | 88:03ef
            01:eda0                                    | CLOSED 1007                    | 88:03ef
            82:ff                                      | BINARY ff                      |
            02:ff 80:fe                                | BINARY fffe                    |
            # closing: the peer's code is echoed, and nothing after it is looked at
            88:                                        | CLOSED 1005                    | 88:
            88:03e8                                    | CLOSED 1000                    | 88:03e8
            88:03f1636961 81:61 89:                    | CLOSED 1009                    | 88:03f1
            88:0fa0                                    | CLOSED 4000                    | 88:0fa0
            01:61 88:03e8                              | CLOSED 1000                    | 88:03e8
            88:03                                      | CLOSED 1002                    | 88:03ea
            88:03ed                                    | CLOSED 1002                    | 88:03ea
            88:03ee                                    | CLOSED 1002                    | 88:03ea
            88:0000                                    | CLOSED 1002                    | 88:03ea
            88:ffff                                    | CLOSED 1002                    | 88:03ea
            88:03e8ff                                  | CLOSED 1007                    | 88:03ef
            """;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void isTheSameHoweverTheBytesAreSplit(Role role) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TABLE.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] row = line.split("\\|", -1);
            String events = row[1].trim();
            String written = row[2].trim();
            byte[] bytes = new PaperSession(role).fromPeer(row[0]);
            check(row[0], new PaperSession(role).receive(bytes), events, written);
            check(row[0] + "byte by byte", inPieces(role, bytes, 1, null), events, written);
            for (int cut = 0; cut <= bytes.length; cut++) {
                PaperSession session = new PaperSession(role);
                session.receive(bytes, 0, cut).receive(bytes, cut, bytes.length);
                check(row[0] + "cut at " + cut, session, events, written);
            }
            for (int i = 0; i < 20; i++) {
                check(row[0] + "seed " + seed, inPieces(role, bytes, 5, random), events, written);
            }
        });
    }

    private static PaperSession inPieces(Role role, byte[] bytes, int most, @Nullable Random random) {
        PaperSession session = new PaperSession(role);
        for (int at = 0; at < bytes.length; ) {
            int to = Math.min(bytes.length, at + (random == null ? most : 1 + random.nextInt(most)));
            session.receive(bytes, at, to);
            at = to;
        }
        return session;
    }

    private static void check(String what, PaperSession session, String events, String written) {
        assertThat(session.events()).as("events of %s", what).isEqualTo(events);
        String frames = session.written();
        // Of our own close frames the table has the code; the reason is for people.
        assertThat(written.equals("88:03ea") || written.equals("88:03ef") ? frames.substring(0, 7) : frames)
                .as("written after %s", what)
                .isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"SERVER, 8100", "CLIENT, 818000000000", "SERVER, 817f", "CLIENT, 88ff"})
    void refusesTheWrongMaskAtOnce(Role role, String hex) {
        PaperSession session = new PaperSession(role).receive(HexFormat.of().parseHex(hex));
        assertThat(session.events()).isEqualTo("CLOSED 1002");
        assertThat(session.written()).startsWith("88:03ea");
    }
}
