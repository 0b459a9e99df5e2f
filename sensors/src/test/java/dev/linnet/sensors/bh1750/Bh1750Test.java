package dev.linnet.sensors.bh1750;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.sensors.bus.FakeCommands;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Bh1750Test {
    /** The data sheet's example (p. 7): 1000 0011 1001 0000 is 28067 lx. */
    @Test
    void readsTheDataSheetsExample() throws IOException {
        FakeCommands wire = new FakeCommands().answering("83 90", "00 00", "ff ff");
        Bh1750 chip = new Bh1750(wire);
        assertThat(chip.start()).hasMillis(180);
        assertThat(wire.sent()).containsExactly("01", "20");
        assertThat(chip.read()[0]).isCloseTo(28_067, within(0.5));
        assertThat(chip.read()).containsExactly(0);
        assertThat(chip.read()[0]).isCloseTo(54_612.5, within(0.001));
    }
}
