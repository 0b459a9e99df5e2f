package dev.linnet.sensors.bme280;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.sensors.bus.FakeRegisters;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Bme280Test {
    /** The BMP280 data sheet's worked example (§3.12), with a real part's humidity constants. */
    private final FakeRegisters registers = new FakeRegisters()
            .with(0xD0, 0x60)
            .with(0x88, 0x70, 0x6B, 0x43, 0x67, 0x18, 0xFC, 0x7D, 0x8E, 0x43, 0xD6, 0xD0, 0x0B, 0x27, 0x0B, 0x8C, 0x00)
            .with(0x98, 0xF9, 0xFF, 0x8C, 0x3C, 0xF8, 0xC6, 0x70, 0x17, 0x00, 0x4B)
            .with(0xE1, 0x68, 0x01, 0x00, 0x13, 0x2B, 0x03, 0x1E)
            .with(0xF7, 0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0x75, 0x30);

    @Test
    void readsTheDataSheetsExample() throws IOException {
        Bme280 chip = new Bme280(registers, true);
        chip.initialise();
        assertThat(chip.start()).isPositive();
        double[] values = chip.read();
        assertThat(values[0]).isCloseTo(25.08, within(0.005));
        assertThat(values[1]).isCloseTo(1006.5327, within(0.0001));
        assertThat(values[2]).isCloseTo(reference(30_000, 128_422, 75, 360, 0, 315, 50, 30), within(0.02));
    }

    @Test
    void forcesOneMeasurementEachTime() throws IOException {
        Bme280 chip = new Bme280(registers, true);
        chip.initialise();
        chip.start();
        chip.read();
        chip.start();
        assertThat(registers.written()).containsExactly("e0: b6", "f2: 01", "f4: 25", "f2: 01", "f4: 25");
    }

    @Test
    void aBmp280HasNoHumidity() throws IOException {
        registers.with(0xD0, 0x58);
        Bme280 chip = new Bme280(registers, false);
        chip.initialise();
        chip.start();
        assertThat(chip.read()).hasSize(2);
        assertThat(registers.written()).containsExactly("e0: b6", "f4: 25");
        assertThatThrownBy(() -> new Bme280(registers, true).initialise()).hasMessageContaining("use driver bmp280");
    }

    @Test
    void refusesAnotherChip() {
        registers.with(0xD0, 0x61);
        assertThatThrownBy(() -> new Bme280(registers, true).initialise())
                .hasMessage("chip id 0x61 is neither a BME280's nor a BMP280's");
    }

    @Test
    void noticesThatTheChipLostItsPower() throws IOException {
        Bme280 chip = new Bme280(registers, true);
        chip.initialise();
        registers.with(0xF7, 0x80, 0, 0, 0x80, 0, 0, 0x80, 0);
        assertThatThrownBy(chip::read).hasMessageContaining("lost power");
    }

    /** The data sheet's other version of the formula, in integers (§4.2.3). */
    private static double reference(int raw, int fine, int h1, int h2, int h3, int h4, int h5, int h6) {
        int v = fine - 76_800;
        v = ((((raw << 14) - (h4 << 20) - h5 * v) + 16_384) >> 15)
                * (((((((v * h6) >> 10) * (((v * h3) >> 11) + 32_768)) >> 10) + 2_097_152) * h2 + 8_192) >> 14);
        v -= ((((v >> 15) * (v >> 15)) >> 7) * h1) >> 4;
        return (Math.clamp(v, 0, 419_430_400) >> 12) / 1024.0;
    }
}
