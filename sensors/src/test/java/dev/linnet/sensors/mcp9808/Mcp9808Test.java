package dev.linnet.sensors.mcp9808;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.sensors.bus.FakeRegisters;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mcp9808Test {
    /** With and without the alarm bits; -0.0625 °C is the smallest step below zero. */
    @ParameterizedTest
    @CsvSource({"0x0194, 25.25", "0xC194, 25.25", "0x07D0, 125", "0x0000, 0", "0x1FFF, -0.0625", "0xFD80, -40"})
    void readsTemperatures(int word, double temperature) throws IOException {
        int[] words = {0, 0, 0, 0, 0, word, 0x0054};
        Mcp9808 chip = new Mcp9808(FakeRegisters.words(words));
        chip.initialise();
        assertThat(chip.read()).containsExactly(temperature);
    }

    @Test
    void refusesAnotherChip() {
        assertThatThrownBy(() -> new Mcp9808(FakeRegisters.words(0, 0, 0, 0, 0, 0, 0x1234)).initialise())
                .hasMessage("manufacturer id 0x1234 is not an MCP9808's");
    }
}
