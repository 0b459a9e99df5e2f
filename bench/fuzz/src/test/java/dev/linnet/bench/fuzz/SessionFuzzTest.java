package dev.linnet.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.linnet.websocket.frame.FrameDecoder;
import dev.linnet.websocket.frame.FrameOutput;
import dev.linnet.websocket.frame.Opcode;
import dev.linnet.websocket.frame.ProtocolViolation;
import dev.linnet.websocket.session.ReceiveBuffer;
import dev.linnet.websocket.session.Role;
import dev.linnet.websocket.session.SessionEvent;
import dev.linnet.websocket.session.SessionSettings;
import dev.linnet.websocket.session.WebSocketSession;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A session that echoes: what it hears and says does not depend on how the bytes are cut, and what it says is right. */
class SessionFuzzTest {
    private static final int MAX_MESSAGE_BYTES = 300;

    @FuzzTest(maxDuration = "10m")
    void cutAnywhere(FuzzedDataProvider data) throws ProtocolViolation {
        int seed = data.consumeInt();
        Role role = data.consumeBoolean() ? Role.CLIENT : Role.SERVER;
        byte[] bytes = data.consumeRemainingAsBytes();

        Echo whole = new Echo(role).hear(bytes, 0);
        assertThat(new Echo(role).hear(bytes, 1).events).isEqualTo(whole.events);
        Echo cut = new Echo(role).hear(bytes, seed);
        assertThat(cut.events).isEqualTo(whole.events);
        assertThat(cut.said()).isEqualTo(whole.said());
        whole.checkFramesSaid();
    }

    private static final class Echo implements FrameOutput {
        private final List<String> events = new ArrayList<>();
        private final Role role;
        private final WebSocketSession session;
        private ByteBuffer said = ByteBuffer.allocate(256);

        Echo(Role role) {
            this.role = role;
            Duration second = Duration.ofSeconds(1);
            SessionSettings settings = role == Role.SERVER
                    ? SessionSettings.server(MAX_MESSAGE_BYTES, second, second)
                    : SessionSettings.client(MAX_MESSAGE_BYTES, second, second, () -> 0x1234_5678);
            session = new WebSocketSession(settings, this, null, 0);
        }

        Echo hear(byte[] bytes, int seed) {
            Pieces.<RuntimeException>offer(bytes, seed, this::take);
            session.inputEnded();
            take(ByteBuffer.allocate(0));
            assertThat(events).last().asString().startsWith("CLOSED");
            assertThat(session.isOpen()).isFalse();
            return this;
        }

        private boolean take(ByteBuffer piece) {
            ReceiveBuffer in = new ReceiveBuffer(piece);
            for (SessionEvent event = session.poll(in, 0);
                    event != SessionEvent.NEED_INPUT;
                    event = session.poll(in, 0)) {
                switch (event) {
                    case TEXT -> session.send(Opcode.TEXT, session.payload());
                    case BINARY -> session.send(Opcode.BINARY, session.payload());
                    case TEXT_PART, BINARY_PART, PONG, CLOSED, NEED_INPUT -> {}
                }
                events.add(event + " " + hex(session.payload()) + " " + session.closeStatus());
            }
            assertThat(piece.hasRemaining()).isFalse();
            return true;
        }

        String said() {
            return hex(said.duplicate().flip());
        }

        /** Nothing but whole frames that the peer must accept, and nothing behind a close. */
        void checkFramesSaid() throws ProtocolViolation {
            FrameDecoder peer = new FrameDecoder(role == Role.CLIENT, false);
            ByteBuffer bytes = ByteBuffer.allocate(said.position())
                    .put(said.duplicate().flip())
                    .flip();
            while (peer.next(bytes)) {
                assertThat(peer.ends()).isTrue();
                if (peer.opcode() == Opcode.CLOSE) {
                    assertThat(bytes.hasRemaining()).isFalse();
                }
            }
        }

        private static String hex(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(bytes.position(), copy);
            return HexFormat.of().formatHex(copy);
        }

        @Override
        public ByteBuffer space(int wanted) {
            if (said.remaining() < Math.max(wanted, MIN_SPACE)) {
                said = ByteBuffer.allocate(2 * (said.capacity() + wanted + MIN_SPACE))
                        .put(said.flip());
            }
            return said;
        }

        @Override
        public boolean congested() {
            return false;
        }
    }
}
