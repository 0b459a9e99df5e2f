package dev.linnet.sensors.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PulseTrainTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void countsFromWhereItWas() {
        PulseTrain train = new PulseTrain(1_000);
        train.pulse(0, 0);
        train.pulse(1, 0);
        assertThat(train.read(2).total()).isEqualTo(1_002);
    }

    @Test
    void measuresTheRateBetweenPulsesWhateverTheInterval() {
        PulseTrain train = new PulseTrain(0);
        for (int i = 0; i <= 25; i++) {
            train.pulse(i * SECOND / 10, 0);
        }
        assertThat(train.read(3 * SECOND).rate()).isCloseTo(10, within(1e-9));
        train.pulse(27 * SECOND / 10, 0);
        assertThat(train.read(4 * SECOND).rate()).as("one more, 200 ms later").isCloseTo(5, within(1e-9));
    }

    @Test
    void aSlowMeterHasARateToo() {
        PulseTrain train = new PulseTrain(0);
        train.pulse(0, 0);
        assertThat(train.read(10 * SECOND).rate()).as("one pulse tells nothing").isZero();
        train.pulse(60 * SECOND, 0);
        assertThat(train.read(61 * SECOND).rate()).isCloseTo(1 / 60.0, within(1e-9));
        assertThat(train.read(90 * SECOND).rate()).as("not yet slower").isCloseTo(1 / 60.0, within(1e-9));
        assertThat(train.read(180 * SECOND).rate()).as("falling").isCloseTo(1 / 120.0, within(1e-9));
    }

    @Test
    void countsPulsesThatNobodySaw() {
        PulseTrain train = new PulseTrain(0);
        train.pulse(0, 0);
        train.pulse(SECOND, 9);
        assertThat(train.read(SECOND)).isEqualTo(new PulseTrain.Reading(11, 10));
    }
}
