package dev.linnet.sensors.veml7700;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.sensors.bus.FakeRegisters;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Veml7700Test {
    private final FakeRegisters registers = new FakeRegisters();
    private final Veml7700 chip = new Veml7700(registers);

    @Test
    void measuresOnceAndSleeps() throws IOException {
        assertThat(chip.start()).hasMillis(120);
        registers.with(4, 0xE8, 0x03);
        assertThat(chip.read()[0]).isCloseTo(33.6, within(0.001));
        assertThat(registers.written()).containsExactly("00: 0008", "00: 0100");
    }

    @Test
    void takesLessGainInTheSunAndMoreInTheDark() throws IOException {
        registers.with(4, 0xFF, 0xFF);
        assertThatThrownBy(chip::read).hasMessage("too bright for this gain");
        assertThatThrownBy(chip::read).hasMessage("too bright for this gain");
        assertThatThrownBy(chip::read).hasMessage("too bright to be measured");
        registers.written().clear();
        chip.start();
        assertThat(registers.written()).containsExactly("00: 0010");
        registers.with(4, 0x0A, 0x00);
        chip.read();
        registers.written().clear();
        chip.start();
        assertThat(registers.written()).containsExactly("00: 0008");
    }

    @Test
    void brightLightIsCorrectedUpwards() {
        assertThat(Veml7700.corrected(999)).isEqualTo(999);
        double last = 999;
        for (double lux = 1_000; lux < 35_232; lux += 100) {
            assertThat(Veml7700.corrected(lux)).isGreaterThan(last).isGreaterThan(lux);
            last = Veml7700.corrected(lux);
        }
    }
}
