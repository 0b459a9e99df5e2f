package dev.linnet.sensors.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Range;
import dev.linnet.sensors.Recorded;
import dev.linnet.sensors.Sample;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WaveformSensorTest {
    private final AtomicLong clock = new AtomicLong(-5_000_000_000L); // monotonic clocks may be negative

    private WaveformSensor sensor(Waveform waveform, double noise) {
        return new WaveformSensor(
                ChannelSpec.number("", Quantity.TEMPERATURE),
                waveform,
                new Range(10, 20),
                Duration.ofSeconds(8),
                noise,
                clock::get,
                new Random(7));
    }

    private double read(WaveformSensor sensor) {
        Recorded recorded = new Recorded();
        sensor.sample(recorded);
        Sample sample = Objects.requireNonNull(recorded.latest().get(""));
        return ((Sample.Numeric) sample).value();
    }

    @ParameterizedTest
    @CsvSource({
        "SINE, 15, 20, 15, 10",
        "SAWTOOTH, 10, 12.5, 15, 17.5",
        "SQUARE, 20, 20, 10, 10",
        "STEPS, 10, 12.5, 15, 17.5",
        "CONSTANT, 15, 15, 15, 15"
    })
    void followsItsShapeOverAPeriodAndRepeats(Waveform waveform, double at0, double at2, double at4, double at6) {
        WaveformSensor sensor = sensor(waveform, 0);
        for (int period = 0; period < 2; period++) {
            for (double expected : new double[] {at0, at2, at4, at6}) {
                assertThat(read(sensor)).isEqualTo(expected, within(0.001));
                clock.addAndGet(2_000_000_000L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Waveform.class)
    void staysWithinItsBoundsAndNoise(Waveform waveform) {
        WaveformSensor sensor = sensor(waveform, 0.5);
        DoubleStream values = IntStream.range(0, 2_000).mapToDouble(i -> {
            clock.addAndGet(37_000_000L);
            return read(sensor);
        });
        assertThat(values.toArray())
                .isNotEmpty()
                .satisfies(all -> assertThat(DoubleStream.of(all).allMatch(value -> value >= 9.5 && value <= 20.5))
                        .isTrue());
    }

    @Test
    void aRandomWalkTakesSmallStepsAndMoves() {
        WaveformSensor sensor = sensor(Waveform.RANDOM_WALK, 0);
        double before = read(sensor);
        boolean moved = false;
        for (int i = 0; i < 100; i++) {
            double now = read(sensor);
            assertThat(Math.abs(now - before)).isLessThanOrEqualTo(0.5 + 0.001);
            moved |= now != before;
            before = now;
        }
        assertThat(moved).isTrue();
    }

    @Test
    void boundsTheWrongWayRoundAndForeignUnitsAreRefused() {
        WaveformDriver driver = new WaveformDriver();
        OptionValues swapped = new OptionValues.Builder()
                .put(WaveformDriver.MIN, 30.0)
                .put(WaveformDriver.MAX, 20.0)
                .build();
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> driver.validate(swapped))
                .withMessage("must not be above max");
        OptionValues unit =
                new OptionValues.Builder().put(WaveformDriver.UNIT, "F°").build();
        assertThatExceptionOfType(OptionException.class).isThrownBy(() -> driver.validate(unit));
    }

    @Test
    void theChannelTellsQuantityUnitAndRange() throws Exception {
        OptionValues options = new OptionValues.Builder()
                .put(WaveformDriver.QUANTITY, Quantity.HUMIDITY)
                .put(WaveformDriver.MIN, 40.0)
                .put(WaveformDriver.MAX, 60.0)
                .put(WaveformDriver.NOISE, 1.0)
                .build();
        WaveformDriver driver = new WaveformDriver();
        driver.validate(options);
        assertThat(driver.channels(options)).containsExactly(ChannelSpec.number("", Quantity.HUMIDITY, 39, 61));
    }
}
