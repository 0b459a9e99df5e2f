package dev.linnet.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Telemetry;
import java.nio.ByteBuffer;

/** A message is read or it is malformed, and one that was read is the same again after being written in either encoding. */
record MessageRoundTrip(MessageCodec codec, MessageCodec other) {
    void readOrMalformed(FuzzedDataProvider data) throws MalformedMessageException {
        boolean fromAgent = data.consumeBoolean();
        byte[] bytes = data.consumeRemainingAsBytes();
        Message message;
        try {
            message = decode(codec, fromAgent, bytes);
        } catch (MalformedMessageException malformed) {
            assertThat(malformed.fault().detail()).isNotBlank();
            return;
        }
        byte[] written = codec.encode(message);
        Message again = decode(codec, fromAgent, written);
        assertThat(again).hasSameClassAs(message);
        Message otherwise = decode(other, fromAgent, other.encode(message));
        assertThat(otherwise).hasSameClassAs(message);
        // SenML's times are doubles: the sum of two, thousands of years from now, is not the same to the last digit.
        if (!(message instanceof Telemetry)) {
            assertThat(codec.encode(again)).isEqualTo(written);
            assertThat(otherwise).isEqualTo(again);
        }
    }

    private static Message decode(MessageCodec codec, boolean fromAgent, byte[] bytes)
            throws MalformedMessageException {
        ByteBuffer payload = ByteBuffer.wrap(bytes);
        return fromAgent ? codec.decodeFromAgent(payload) : codec.decodeFromHub(payload);
    }
}
