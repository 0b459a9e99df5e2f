package dev.linnet.sensors.ina219;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.sensors.bus.FakeRegisters;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Ina219Test {
    /** The data sheet's example (table 8): 2 mΩ, 20 mV across it, 11.98 V: 10 A and 119.8 W. */
    @Test
    void readsTheDataSheetsExample() throws IOException {
        double[] values = new Ina219(FakeRegisters.words(0, 0x07D0, 0x5D98 | 0x0002), 0.002).read();
        assertThat(values[0]).isCloseTo(11.98, within(1e-9));
        assertThat(values[1]).isCloseTo(10, within(1e-9));
        assertThat(values[2]).isCloseTo(119.8, within(1e-9));
    }

    /** Table 7's ends: ±320 mV are 0x7D00 and 0x8300. */
    @Test
    void currentHasASign() throws IOException {
        assertThat(new Ina219(FakeRegisters.words(0, 0x8300, 0x0002), 0.1).read()[1])
                .isCloseTo(-3.2, within(1e-9));
        assertThat(new Ina219(FakeRegisters.words(0, 0x7D00, 0x0002), 0.1).read()[1])
                .isCloseTo(3.2, within(1e-9));
    }

    @Test
    void convertsOnceForEachReading() throws IOException {
        int[] words = new int[3];
        Ina219 chip = new Ina219(FakeRegisters.words(words), 0.1);
        assertThat(chip.start()).hasMillis(19);
        assertThat(words[0]).isEqualTo(0x3E63);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new Ina219(FakeRegisters.words(0, 0, 0x5D98), 0.1).read())
                .hasMessageContaining("not done");
        assertThatThrownBy(() -> new Ina219(FakeRegisters.words(0, 0, 0x5D9B), 0.1).read())
                .hasMessageContaining("beyond what the shunt allows");
    }
}
