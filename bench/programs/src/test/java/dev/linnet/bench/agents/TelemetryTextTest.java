package dev.linnet.bench.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Value;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TelemetryTextTest {
    @Test
    void theHubReadsWhatIsWritten() throws MalformedMessageException {
        ByteBuffer out = ByteBuffer.allocate(1024);
        new TelemetryText().write(out, 96, 3, 1_767_323_045_000_042L);

        Message.FromAgent message = new JsonCodec().decodeFromAgent(out.flip());

        Telemetry telemetry =
                assertThat(message).asInstanceOf(type(Telemetry.class)).actual();
        assertThat(telemetry.boot()).isEqualTo(TelemetryText.BOOT);
        assertThat(telemetry.firstSequence()).isEqualTo(96);
        assertThat(telemetry.readings()).hasSize(3);
        assertThat(telemetry.readings().getFirst().channel()).isEqualTo("temperature");
        assertThat(telemetry.readings().getFirst().time()).isEqualTo(Instant.parse("2026-01-02T03:04:05.000042Z"));
        assertThat(telemetry.readings().getFirst().value()).isEqualTo(new Value.Numeric(116.6));
        assertThat(telemetry.readings().getLast().value()).isEqualTo(new Value.Numeric(21.8));
    }
}
