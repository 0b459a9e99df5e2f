package dev.linnet.sensors.sht;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.sensors.bus.ChecksumException;
import dev.linnet.sensors.bus.FakeCommands;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ShtTest {
    private final FakeCommands wire = new FakeCommands();

    @Test
    void sht3xReadsBothEnds() throws IOException {
        Sht3x chip = new Sht3x(wire.answering("00 00 81 ff ff ac", "ff ff ac 00 00 81"));
        assertThat(chip.start()).hasMillis(16);
        assertThat(chip.read()).containsExactly(-45, 100);
        assertThat(chip.read()).containsExactly(130, 0);
        assertThat(wire.sent()).containsExactly("24 00");
    }

    @Test
    void sht4xCutsHumidityOff() throws IOException {
        Sht4x chip = new Sht4x(wire.answering("66 66 93 00 00 81", "66 66 93 ff ff ac", "66 66 93 80 00 a2"));
        chip.start();
        assertThat(chip.read()).satisfies(values -> {
            assertThat(values[0]).isCloseTo(25, within(0.01));
            assertThat(values[1]).isZero();
        });
        assertThat(chip.read()[1]).isEqualTo(100);
        assertThat(chip.read()[1]).isCloseTo(56.5, within(0.01));
        assertThat(wire.sent()).containsExactly("fd");
    }

    @Test
    void aWrongChecksumIsNoValue() {
        assertThatThrownBy(() -> new Sht3x(wire.answering("00 00 81 ff ff ad")).read())
                .isInstanceOf(ChecksumException.class);
        assertThatThrownBy(() -> new Sht4x(wire.answering("66 67 93 00 00 81")).read())
                .isInstanceOf(ChecksumException.class);
    }
}
