package dev.linnet.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.compression.Agreement;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes of compressed messages, in both roles, with and without context, and however the bytes are split. */
class CompressedConversationTest {
    private static final Agreement WITH_CONTEXT = new Agreement(true, 15, true, 0);
    private static final Agreement WITHOUT_CONTEXT = new Agreement(false, 15, false, 0);
    private static final String HELLO = "48656c6c6f";

    private static final String TABLE = """
            # RFC 7692 §7.2.3.1: one block, whole and in fragments
            c1:f248cdc9c90700                          | TEXT 48656c6c6f
            41:f248cd 80:c9c90700                      | TEXT 48656c6c6f
            # §7.2.3.3: without compression
            c1:000500faff48656c6c6f00                  | TEXT 48656c6c6f
            # §7.2.3.4: with BFINAL, then something after it; and without the byte that should follow
            c1:f348cdc9c9070000                        | TEXT 48656c6c6f
            c1:f348cdc9c9070000 c2:f248cdc9c90700      | TEXT 48656c6c6f, BINARY 48656c6c6f
            c1:f348cdc9c90700 c1:f248cdc9c90700        | TEXT 48656c6c6f, TEXT 48656c6c6f
            42:f348cdc9c907 00:00f348cdc9c907 80:0000  | BINARY 48656c6c6f48656c6c6f
            # §7.2.3.5: two blocks
            c1:f2480500 81:61                          | TEXT 4865, TEXT 61
            c1:f2480500 88:03e8                        | TEXT 4865, CLOSED 1000
            c1:f24805000000ffffcac9c90700              | TEXT 48656c6c6f
            # §7.2.3.6: nothing
            c1:00                                      | TEXT
            42: 00: 80:00                              | BINARY
            c1:                                        | TEXT
            # not every message need be compressed; control frames never are, and come between
            81:48656c6c6f c2:f248cdc9c90700            | TEXT 48656c6c6f, BINARY 48656c6c6f
            41:f2 8a:71 00:48cd 8a: 80:c9c90700        | PONG 71, PONG, TEXT 48656c6c6f
            # §6: RSV1 on a message's first frame only
            41:f248cd c0:c9c90700                      | CLOSED 1002
            01:48 c0:65                                | CLOSED 1002
            c9:61                                      | CLOSED 1002
            c8:03e8                                    | CLOSED 1002
            a1:61                                      | CLOSED 1002
            # no DEFLATE data, data cut off, a reference to before the beginning
            c1:ffffffff                                | CLOSED 1007
            c2:0705                                    | CLOSED 1007
            c2:000500fbff48656c6c6f00                  | CLOSED 1007
            c1:f200110000                              | CLOSED 1007
            # text that is not: c3 28; and failing before the end of the message
            c1:3aac0100                                | CLOSED 1007
            41:3aac01000000ffff 00:00                  | CLOSED 1007
            """;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void isTheSameHoweverTheBytesAreSplit(Role role) {
        TABLE.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] row = line.split("\\|", -1);
            everyWay(role, WITHOUT_CONTEXT, row[0], row[1].trim());
            everyWay(role, WITH_CONTEXT, row[0], row[1].trim());
        });
    }

    /** §7.2.3.2: the second message refers to the first. */
    @ParameterizedTest
    @EnumSource
    void sharesItsWindowBetweenMessagesOnlyWhenAgreed(Role role) {
        String twice = "c1:f248cdc9c90700 c1:f200110000";
        everyWay(role, WITH_CONTEXT, twice, "TEXT " + HELLO + ", TEXT " + HELLO);
        everyWay(role, WITHOUT_CONTEXT, twice, "TEXT " + HELLO + ", CLOSED 1007");
    }

    /** Cut off inside a block: without context the end is proven, with it what the tail would become is noticed. */
    @ParameterizedTest
    @EnumSource
    void noticesAMessageThatEndsInsideABlock(Role role) {
        everyWay(role, WITHOUT_CONTEXT, "c2:f248cdc9", "CLOSED 1007");
        everyWay(role, WITH_CONTEXT, "c2:000a00f5ff48656c6c6f", "CLOSED 1007");
    }

    private static void everyWay(Role role, Agreement agreement, String frames, String events) {
        byte[] bytes = session(role, agreement).fromPeer(frames);
        assertEvents(frames, session(role, agreement).receive(bytes), events);
        for (int cut = 0; cut <= bytes.length; cut++) {
            PaperSession session = session(role, agreement);
            assertEvents(
                    frames + " cut at " + cut,
                    session.receive(bytes, 0, cut).receive(bytes, cut, bytes.length),
                    events);
        }
        PaperSession byteByByte = session(role, agreement);
        PaperSession inPieces = session(role, agreement);
        Random random = new Random(bytes.length);
        int sent = 0;
        for (int i = 0; i < bytes.length; i++) {
            byteByByte.receive(bytes, i, i + 1);
            if (random.nextInt(3) == 0) {
                inPieces.receive(bytes, sent, i + 1);
                sent = i + 1;
            }
        }
        assertEvents(frames + " byte by byte", byteByByte, events);
        assertEvents(frames + " in pieces", inPieces.receive(bytes, sent, bytes.length), events);
    }

    private static PaperSession session(Role role, Agreement agreement) {
        return new PaperSession(PaperSession.settings(role, 1000), agreement);
    }

    private static void assertEvents(String what, PaperSession session, String events) {
        assertThat(session.events()).as(what).isEqualTo(events);
        session.session().abort("the test is over");
        assertThat(session.memory.streams()).as("streams left after " + what).isZero();
    }
}
