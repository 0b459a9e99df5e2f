package dev.linnet.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.linnet.websocket.CloseStatus;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosePayloadTest {
    @Test
    void readsNothingACodeAndAReason() throws ProtocolViolation {
        assertThat(parse("")).isEqualTo(CloseStatus.of(CloseStatus.NO_STATUS));
        assertThat(parse("03e8")).isEqualTo(CloseStatus.of(1000));
        assertThat(parse("0fa0c3bc")).isEqualTo(new CloseStatus(4000, "ü"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void takesAndWritesTheCodesThatMayBeSent(int code) throws ProtocolViolation {
        CloseStatus status = new CloseStatus(code, "why");
        assertThat(ClosePayload.parse(ClosePayload.encode(status))).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
    void refusesTheCodesThatMayNot(int code) {
        assertThat(violation(String.format("%04x", code)).code()).isEqualTo(CloseStatus.PROTOCOL_ERROR);
    }

    @Test
    void refusesHalfACodeAndAReasonThatIsNoText() {
        assertThat(violation("03").code()).isEqualTo(CloseStatus.PROTOCOL_ERROR);
        assertThat(violation("03e8c3").code()).isEqualTo(CloseStatus.INVALID_PAYLOAD);
        assertThat(violation("03e8ff").code()).isEqualTo(CloseStatus.INVALID_PAYLOAD);
    }

    @Test
    void writesNothingForNoStatusAndNeverAForbiddenCode() {
        assertThat(ClosePayload.encode(CloseStatus.of(CloseStatus.NO_STATUS)).remaining())
                .isZero();
        assertThatThrownBy(() -> ClosePayload.encode(CloseStatus.of(CloseStatus.ABNORMAL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1006");
    }

    private static CloseStatus violation(String hex) {
        return catchThrowableOfType(ProtocolViolation.class, () -> parse(hex)).status();
    }

    private static CloseStatus parse(String hex) throws ProtocolViolation {
        return ClosePayload.parse(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }
}
