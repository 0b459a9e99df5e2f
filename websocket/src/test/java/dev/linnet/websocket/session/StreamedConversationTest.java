package dev.linnet.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.compression.Agreement;
import dev.linnet.websocket.frame.Opcode;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of messages in a session that hands them out in parts. */
class StreamedConversationTest {
    private static final Agreement COMPRESSED = new Agreement(false, 15, false, 0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "81:6162              | TEXT_PART 6162",
                "81:                  | TEXT_PART",
                "01:61 00: 80:        | TEXT_PART.. 61, TEXT_PART",
                "02:ff 89: 80:fe      | BINARY_PART.. ff, BINARY_PART fe",
                "01:c3 80:bc 82:00    | TEXT_PART.. c3, TEXT_PART bc, BINARY_PART 00",
                "01:c3 80:            | TEXT_PART.. c3, CLOSED 1007",
                "01:61ff              | CLOSED 1007",
                "01:61 81:62          | TEXT_PART.. 61, CLOSED 1002",
                "01:61 88:03e8        | TEXT_PART.. 61, CLOSED 1000",
                "82:0102030405 82:010203040506 | BINARY_PART 0102030405, CLOSED 1009",
                "02:010203 80:040506  | BINARY_PART.. 010203, CLOSED 1009",
            })
    void handsOutPartsAsTheyCome(String frames, String events) {
        assertThat(session(null, 5).receive(frames).events()).isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c1:f248cdc9c90700          | TEXT_PART 48656c6c6f",
                "41:f248cd 80:c9c90700      | TEXT_PART.. 4865, TEXT_PART 6c6c6f",
                "c1:00 c1:                  | TEXT_PART, TEXT_PART",
                "c1:3aac0100                | CLOSED 1007",
                "c2:ffff                    | CLOSED 1007",
            })
    void inflatesParts(String frames, String events) {
        assertThat(session(COMPRESSED, 5).receive(frames).events()).isEqualTo(events);
    }

    @Test
    void handsOutAFrameInAsManyPartsAsItComesIn() {
        PaperSession session = session(null, 100);
        byte[] bytes = session.fromPeer("82:010203");
        for (int i = 0; i < bytes.length; i++) {
            session.receive(bytes, i, i + 1);
        }
        assertThat(session.events()).isEqualTo("BINARY_PART.. 01, BINARY_PART.. 02, BINARY_PART 03");
    }

    /** Whoever pauses between two parts gets the rest later, from whatever buffer is there then. */
    @Test
    void keepsWhatIsNotYetInflatedOfBytesThatAreGone() {
        PaperSession peer = new PaperSession(PaperSession.settings(Role.CLIENT, 100), COMPRESSED);
        WebSocketSession session = session(COMPRESSED, 1 << 20).session();
        byte[] zeros = new byte[100_000];
        assertThat(peer.session().send(Opcode.BINARY, ByteBuffer.wrap(zeros))).isTrue();
        ByteBuffer wire = peer.takeOutput();
        ReceiveBuffer in = new ReceiveBuffer(wire);
        ReceiveBuffer nothing = new ReceiveBuffer(ByteBuffer.allocate(0));
        int sum = 0;
        SessionEvent event = session.poll(in, 0);
        while (event == SessionEvent.BINARY_PART) {
            sum += session.payload().remaining();
            wire.clear().put(new byte[wire.capacity()]).flip().limit(0);
            if (session.lastPart()) {
                break;
            }
            event = session.poll(nothing, 0);
        }
        assertThat(sum).isEqualTo(zeros.length);
        assertThat(session.lastPart()).isTrue();
        assertThat(session.poll(nothing, 0)).isEqualTo(SessionEvent.NEED_INPUT);
    }

    private static PaperSession session(@Nullable Agreement compression, long limit) {
        return new PaperSession(PaperSession.settings(Role.SERVER, 1).withStreaming(limit), compression);
    }
}
