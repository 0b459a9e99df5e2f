package dev.linnet.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainValueTest {
    @ParameterizedTest
    @ValueSource(strings = {"on", "ON", "On", "true", "TRUE", "1", " on\n"})
    void takesEveryCommonFormOfTrue(String text) {
        assertThat(PlainValue.read(ChannelDescription.Type.BOOLEAN, text)).isEqualTo(Value.of(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "OFF", "Off", "false", "False", "0"})
    void takesEveryCommonFormOfFalse(String text) {
        assertThat(PlainValue.read(ChannelDescription.Type.BOOLEAN, text)).isEqualTo(Value.of(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "2", "01", "o n", "OPEN", "toggle"})
    void guessesNoBoolean(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlainValue.read(ChannelDescription.Type.BOOLEAN, text))
                .withMessageContaining("expected on, off, true, false, 1 or 0")
                .withMessageContaining(text);
    }

    @ParameterizedTest
    @CsvSource({"21.5,21.5", "-3,-3", "+7,7", ".5,0.5", "5.,5", "1e3,1000", " 4 ,4"})
    void readsNumbers(String text, double number) {
        assertThat(PlainValue.read(ChannelDescription.Type.NUMBER, text)).isEqualTo(Value.of(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0x10", "1d", "1_000", "21,5", "on", "1e999", "--1", "."})
    void takesNothingElseForANumber(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PlainValue.read(ChannelDescription.Type.NUMBER, text));
    }

    @Test
    void leavesTextAsItIs() {
        assertThat(PlainValue.read(ChannelDescription.Type.TEXT, " off ")).isEqualTo(Value.of(" off "));
    }

    @Test
    void writesWhatHomeAssistantAndOpenhabTakeWithoutConfiguration() {
        assertThat(PlainValue.write(Value.of(true))).isEqualTo("ON");
        assertThat(PlainValue.write(Value.of(false))).isEqualTo("OFF");
        assertThat(PlainValue.write(Value.of(21.0))).isEqualTo("21");
        assertThat(PlainValue.write(Value.of("eco"))).isEqualTo("eco");
    }
}
