package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Unavailable;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of channels that give nothing, and in which frame. */
class ChannelTroublesTest {
    private static final MessageCodec CBOR = new CborCodec();

    private Map<String, String> present = Map.of();

    @Test
    void goesInTheFrameOfItsEncoding() {
        FakeSocket socket = new FakeSocket() {
            @Override
            public boolean sendBinary(ByteBuffer payload) {
                sent.add(decoded(payload));
                return true;
            }
        };
        ChannelTroubles troubles = new ChannelTroubles(socket, CBOR, () -> present);
        present = Map.of("t", "no answer at 0x76 on bus 1");
        troubles.tell();
        assertThat(socket.takeSent()).containsExactly(new Unavailable(present));
    }

    private static Message.FromAgent decoded(ByteBuffer payload) {
        try {
            return CBOR.decodeFromAgent(payload);
        } catch (MalformedMessageException e) {
            throw new AssertionError("the agent sent what nobody can read", e);
        }
    }
}
