package dev.linnet.sensors.expander;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.sensors.bus.FakeRegisters;
import dev.linnet.sensors.bus.Registers;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Mcp23017Test {
    /** As after a reset (data sheet, table 3-1): all lines in, nothing pulled up. */
    private final FakeRegisters registers = new FakeRegisters().with(0x00, 0xFF, 0xFF);

    private final Mcp23017 chip = new Mcp23017(registers);

    @Test
    void afterAResetNothingIsDriven() throws IOException {
        assertThat(chip.present()).isEqualTo(new Setup(0, 0, 0));
    }

    @Test
    void setsLevelsBeforeDirections() throws IOException {
        chip.apply(new Setup(0x0100, 0x0100, 0x0003));
        assertThat(registers.written()).containsExactly("14: 00", "15: 01", "0c: 03", "0d: 00", "00: ff", "01: fe");
        assertThat(chip.present()).isEqualTo(new Setup(0x0100, 0x0100, 0x0003));
    }

    @Test
    void portAsLinesComeFirst() throws IOException {
        registers.with(0x12, 0x81, 0x40);
        assertThat(chip.levels(new Setup(0, 0, 0))).isEqualTo(0x4081);
    }

    @Test
    void oneThatWasResetIsSetUpAnew() throws IOException {
        Setup setup = new Setup(0x0001, 0x0001, 0x8000);
        chip.apply(setup);
        registers.with(0x00, 0xFF, 0xFF).with(0x0C, 0, 0).with(0x14, 0, 0);
        chip.levels(setup);
        assertThat(chip.present()).isEqualTo(setup);
    }

    @Test
    void saysThatAnotherChipIsThere() {
        Mcp23017 other = new Mcp23017(new Deaf());
        assertThatThrownBy(() -> other.levels(new Setup(0, 0, 0))).hasMessageContaining("is it an MCP23017?");
    }

    /** Registers that keep nothing. */
    private static final class Deaf implements Registers {
        @Override
        public byte[] read(int first, int count) {
            byte[] bytes = new byte[count];
            Arrays.fill(bytes, (byte) 0x5A);
            return bytes;
        }

        @Override
        public void write(int first, int... bytes) {}
    }
}
