package dev.linnet.sensors.scd4x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.sensors.bus.FakeCommands;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Scd4xTest {
    private static final String READY = "80 06 04";
    private static final String NOT_READY = "80 00 a2";

    private final FakeCommands wire = new FakeCommands();

    /** The data sheet's example (§3.5.2): 500 ppm, 25 °C, 37 %. */
    @Test
    void readsTheDataSheetsExample() throws IOException {
        Scd4x chip = started(0);
        wire.answering(READY, "01 f4 33 66 67 a2 5e b9 3c");
        assertThat(chip.start()).hasMillis(1);
        double[] values = chip.read();
        assertThat(values[0]).isEqualTo(500);
        assertThat(values[1]).isCloseTo(25, within(0.01));
        assertThat(values[2]).isCloseTo(37, within(0.01));
        assertThat(wire.sent()).containsExactly("3f 86", "21 b1", "e4 b8", "ec 05");
    }

    @Test
    void hasNoValueBeforeTheFirstMeasurement() throws IOException {
        Scd4x chip = started(0);
        wire.answering(NOT_READY);
        chip.start();
        assertThat(chip.read()).containsOnly(Double.NaN);
    }

    @Test
    void keepsTheLastValueBetweenMeasurementsButNotForever() throws IOException {
        Scd4x chip = started(0);
        wire.answering(READY, "01 f4 33 66 67 a2 5e b9 3c");
        chip.read();
        for (int i = 0; i < 10; i++) {
            wire.answering(NOT_READY);
            assertThat(chip.read()[0]).isEqualTo(500);
        }
        wire.answering(NOT_READY);
        assertThatThrownBy(chip::read).hasMessage("no new measurement for 11 readings");
    }

    @Test
    void tellsTheAltitudeBeforeItStarts() throws IOException {
        started(1_950);
        assertThat(wire.sent()).containsExactly("3f 86", "24 27 07 9e 09", "21 b1");
    }

    private Scd4x started(int altitude) throws IOException {
        Scd4x chip = new Scd4x(wire, altitude);
        chip.initialise();
        assertThat(chip.start()).hasMillis(500);
        assertThat(chip.read()).containsOnly(Double.NaN);
        return chip;
    }
}
