package dev.linnet.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Telemetry;
import java.nio.ByteBuffer;

/** A message is read or it is malformed, and one that was read is the same again after being written. */
class MessageFuzzTest {
    private final MessageCodec json = new JsonCodec();

    @FuzzTest(maxDuration = "10m")
    void readOrMalformed(FuzzedDataProvider data) throws MalformedMessageException {
        boolean fromAgent = data.consumeBoolean();
        byte[] bytes = data.consumeRemainingAsBytes();
        Message message;
        try {
            message = decode(fromAgent, bytes);
        } catch (MalformedMessageException malformed) {
            assertThat(malformed.fault().detail()).isNotBlank();
            return;
        }
        byte[] written = json.encode(message);
        Message again = decode(fromAgent, written);
        assertThat(again).hasSameClassAs(message);
        // SenML's times are doubles: the sum of two, thousands of years from now, is not the same to the last digit.
        if (!(message instanceof Telemetry)) {
            assertThat(json.encode(again)).isEqualTo(written);
        }
    }

    private Message decode(boolean fromAgent, byte[] bytes) throws MalformedMessageException {
        ByteBuffer payload = ByteBuffer.wrap(bytes);
        return fromAgent ? json.decodeFromAgent(payload) : json.decodeFromHub(payload);
    }
}
