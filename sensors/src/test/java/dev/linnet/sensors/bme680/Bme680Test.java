package dev.linnet.sensors.bme680;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.sensors.bus.FakeRegisters;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Bme680Test {
    private final FakeRegisters registers = new FakeRegisters().with(0xD0, 0x61);

    @BeforeEach
    void constants() {
        registers
                .with(0xE9, 26_203, 26_203 >> 8)
                .with(0x8A, 26_397, 26_397 >> 8, 3)
                .with(0x8E, 36_673, 36_673 >> 8, -10_437, -10_437 >> 8, 88)
                .with(0x94, 9_060, 9_060 >> 8, -168, -168 >> 8, 27, 30)
                .with(0x9C, -4_033, -4_033 >> 8, -2_373, -2_373 >> 8, 30)
                .with(0xE1, 1_012 >> 4, (1_012 & 15) << 4 | (777 & 15), 777 >> 4, 0, 45, 20, 120, -100)
                .with(0xEB, -11_321, -11_321 >> 8, -26, 18)
                .with(0x00, 50, 0, 0x10, 0, 0)
                .with(0x1F, 400_000 >> 12, 400_000 >> 4, 400_000 << 4, 490_000 >> 12, 490_000 >> 4, 490_000 << 4)
                .with(0x25, 20_000 >> 8, 20_000);
    }

    @Test
    void readsTheConstantsFromWhereTheyAre() throws IOException {
        Bme680 chip = new Bme680(registers);
        chip.initialise();
        assertThat(chip.start()).hasMillis(140);
        registers.with(0x1D, 0x80).with(0x2A, 0x80, 0x30 | 4);
        double[] values = chip.read();
        assertThat(values[0]).isBetween(20.0, 26.0);
        assertThat(values[1]).isBetween(800.0, 1100.0);
        assertThat(values[2]).isBetween(10.0, 60.0);
        assertThat(values[3]).isCloseTo(499_500.4995, within(0.001));
    }

    @Test
    void gasWithoutAStableHeaterIsNoValue() throws IOException {
        Bme680 chip = new Bme680(registers);
        chip.initialise();
        registers.with(0x1D, 0x80).with(0x2A, 0x80, 0x20 | 4);
        assertThat(chip.read()[3]).isNaN();
    }

    @Test
    void aBme688HasItsGasElsewhere() throws IOException {
        registers.with(0xF0, 0x01);
        Bme680 chip = new Bme680(registers);
        chip.initialise();
        chip.start();
        assertThat(registers.written()).contains("71: 20");
        registers.with(0x1D, 0x80).with(0x2C, 0x80, 0x30);
        assertThat(chip.read()[3]).isEqualTo(64_000_000);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Bme680 chip = new Bme680(registers);
        assertThatThrownBy(chip::read).hasMessageContaining("not done in time");
        registers.with(0xD0, 0x60);
        assertThatThrownBy(chip::initialise).hasMessage("chip id 0x60 is not a BME680's");
    }

    /** §5.3.3: 0x59 is the data sheet's own example, 25 times 4 ms. */
    @Test
    void encodesTheHeatersTime() {
        assertThat(Bme680.heaterTime(100)).isEqualTo(0x59);
        assertThat(Bme680.heaterTime(63)).isEqualTo(0x3F);
        assertThat(Bme680.heaterTime(64)).isEqualTo(0x50);
    }
}
