package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Unavailable;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
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

    @Test
    void keepsToWhatTheHubTakes() {
        FakeSocket socket = new FakeSocket();
        ChannelTroubles troubles = new ChannelTroubles(socket, FakeSocket.CODEC, () -> present);
        present = silent(256);
        troubles.tell();
        Unavailable all = (Unavailable) socket.takeSent().getFirst();
        assertThat(FakeSocket.CODEC.encode(all).length).isLessThanOrEqualTo(64 << 10);
        assertThat(all.channels())
                .hasSize(256)
                .allSatisfy((id, reason) -> assertThat(reason).startsWith("€€€").endsWith("…"));
        troubles.tell();
        assertThat(socket.takeSent()).as("said").isEmpty();
        troubles.limit(1_024);
        present = silent(255);
        troubles.tell();
        Unavailable some = (Unavailable) socket.takeSent().getFirst();
        assertThat(FakeSocket.CODEC.encode(some).length).isLessThanOrEqualTo(1_024);
        assertThat(some.channels()).hasSizeGreaterThan(3);
        troubles.tell();
        assertThat(socket.takeSent()).as("as well as can be").isEmpty();
    }

    private static Map<String, String> silent(int channels) {
        Map<String, String> silent = new TreeMap<>();
        IntStream.range(0, channels).forEach(i -> silent.put("c".repeat(60) + (100 + i), "€".repeat(200)));
        return silent;
    }

    private static Message.FromAgent decoded(ByteBuffer payload) {
        try {
            return CBOR.decodeFromAgent(payload);
        } catch (MalformedMessageException e) {
            throw new AssertionError("the agent sent what nobody can read", e);
        }
    }
}
