package dev.linnet.sensors.tsl2561;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.sensors.bus.FakeRegisters;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Tsl2561Test {
    private final FakeRegisters registers = new FakeRegisters().with(0x8A, 0x50);

    @Test
    void measuresOnceAndSleeps() throws IOException {
        Tsl2561 chip = new Tsl2561(registers);
        chip.initialise();
        assertThat(chip.start()).hasMillis(430);
        registers.with(0xAC, 0x10, 0x27).with(0xAE, 0xD0, 0x07);
        assertThat(chip.read()[0]).isCloseTo(304 - 620 * Math.pow(0.2, 1.4), within(0.01));
        assertThat(registers.written()).containsExactly("80: 00", "81: 12", "80: 03", "80: 00");
    }

    @Test
    void takesLessGainInTheSunAndMoreInTheDark() throws IOException {
        Tsl2561 chip = new Tsl2561(registers.with(0xAC, 0xFF, 0xFF).with(0xAE, 0x00, 0x20));
        assertThatThrownBy(chip::read).hasMessage("too bright for the high gain");
        chip.start();
        assertThat(registers.written()).contains("81: 02");
        assertThatThrownBy(chip::read).hasMessage("too bright to be measured");
        registers.with(0xAC, 0xE8, 0x03).with(0xAE, 0, 0);
        assertThat(chip.read()[0]).as("sixteen times 1000 counts").isCloseTo(0.0304 * 16_000, within(0.01));
        registers.written().clear();
        chip.start();
        assertThat(registers.written()).contains("81: 12");
    }

    /** The pieces of the formula meet, and never give a negative light. */
    @Test
    void theFormulaIsWhole() {
        for (double edge : new double[] {0.5, 0.61, 0.8, 1.3}) {
            double below = Tsl2561.lux(10_000, 10_000 * (edge - 1e-9));
            double above = Tsl2561.lux(10_000, 10_000 * (edge + 1e-9));
            assertThat(above).as("at a ratio of %s", edge).isCloseTo(below, within(3.0));
        }
        for (int all = 0; all < 65_536; all += 257) {
            for (int infrared = 0; infrared < 65_536; infrared += 257) {
                assertThat(Tsl2561.lux(all, infrared)).isNotNegative();
            }
        }
    }

    @Test
    void refusesAnotherChip() {
        assertThatThrownBy(() -> new Tsl2561(new FakeRegisters().with(0x8A, 0xA0)).initialise())
                .hasMessage("part number 0xa is not a TSL2561's");
    }
}
