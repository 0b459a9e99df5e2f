package dev.linnet.sensors.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Machines;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChipSensorTest {
    private static final List<ChannelSpec> CHANNELS = List.of(
            ChannelSpec.number("temperature", Quantity.TEMPERATURE, -40, 85),
            ChannelSpec.number("humidity", Quantity.HUMIDITY, 0, 100));

    private final Hardware hardware = Machines.files(Path.of("/"));
    private final FakePlace place = new FakePlace();
    private final ScriptedChip chip = new ScriptedChip();
    private final ChipSensor<FakeWire> sensor = new ChipSensor<>(hardware, place, CHANNELS, wire -> chip);

    @Test
    void readsEveryChannel() throws IOException {
        sensor.open((channel, sample, nanoTime) -> {});
        assertThat(sensor.prepare()).hasMillis(1);
        assertThat(read(21.5, 40)).containsExactly(new Sample.Numeric(21.5), new Sample.Numeric(40));
        assertThat(chip.starts).isEqualTo(1);
    }

    @Test
    void triesAgainWithANewMeasurement() throws IOException {
        sensor.open((channel, sample, nanoTime) -> {});
        chip.failures.add(new ChecksumException());
        chip.failures.add(new IOException("no answer"));
        assertThat(read(21.5, 40)).hasSize(2);
        assertThat(chip.starts).isEqualTo(2);
    }

    @Test
    void givesUpAfterThreeTriesAndNamesThePlace() throws IOException {
        sensor.open((channel, sample, nanoTime) -> {});
        for (int i = 0; i < 3; i++) {
            chip.failures.add(new ChecksumException());
        }
        assertThatThrownBy(() -> read(21.5, 40))
                .hasMessage("0x76 on bus 1: wrong checksum: a long or disturbed wire, or too fast a bus");
        assertThat(chip.failures).isEmpty();
    }

    @Test
    void doesNotNameThePlaceTwice() throws IOException {
        sensor.open((channel, sample, nanoTime) -> {});
        for (int i = 0; i < 3; i++) {
            chip.failures.add(new IOException("i2c: no answer at 0x76 on bus 1"));
        }
        assertThatThrownBy(() -> read(21.5, 40)).hasMessage("i2c: no answer at 0x76 on bus 1");
    }

    @Test
    void nonsenseIsMeasuredAgain() throws IOException {
        sensor.open((channel, sample, nanoTime) -> {});
        chip.nonsense = 2;
        assertThat(read(21.5, 40)).containsExactly(new Sample.Numeric(21.5), new Sample.Numeric(40));
        assertThat(chip.starts).as("new measurements").isEqualTo(2);
    }

    @Test
    void nonsenseIsNoValue() throws IOException {
        sensor.open((channel, sample, nanoTime) -> {});
        assertThat(read(140, 40))
                .containsExactly(
                        new Sample.Unavailable("0x76 on bus 1 gave 140.0 Cel, outside -40.0 to 85.0"),
                        new Sample.Numeric(40));
        assertThat(read(Double.NaN, 40).getFirst()).isEqualTo(new Sample.Unavailable("0x76 on bus 1 has no value yet"));
    }

    @Test
    void aChipThatCannotBeSetUpLeavesNothingOpen() {
        chip.broken = true;
        assertThatThrownBy(() -> sensor.open((channel, sample, nanoTime) -> {}))
                .hasMessage("0x76 on bus 1: chip id 0x61 is another chip's");
        assertThat(place.open).isZero();
        assertThatThrownBy(sensor::prepare).hasMessage("0x76 on bus 1 is not open");
    }

    @Test
    void openingAgainClosesFirst() throws IOException {
        sensor.open((channel, sample, nanoTime) -> {});
        sensor.open((channel, sample, nanoTime) -> {});
        assertThat(place.open).isOne();
        sensor.close();
        sensor.close();
        assertThat(place.open).isZero();
    }

    private List<Sample> read(double... values) throws IOException {
        chip.values = values;
        List<Sample> samples = new ArrayList<>();
        sensor.sample((channel, sample, nanoTime) -> samples.add(sample));
        return samples;
    }

    private static final class ScriptedChip implements Chip {
        final Deque<IOException> failures = new ArrayDeque<>();
        double[] values = {};
        boolean broken;
        int starts;
        int nonsense;

        @Override
        public void initialise() throws IOException {
            if (broken) {
                throw new IOException("chip id 0x61 is another chip's");
            }
        }

        @Override
        public Duration start() {
            starts++;
            return Duration.ofMillis(1);
        }

        @Override
        public double[] read() throws IOException {
            if (!failures.isEmpty()) {
                throw failures.removeFirst();
            }
            if (nonsense > 0) {
                nonsense--;
                return new double[] {-273, 40};
            }
            return Arrays.copyOf(values, values.length);
        }
    }

    private static final class FakePlace implements Place<FakeWire> {
        int open;

        @Override
        public FakeWire open(Hardware hardware) {
            open++;
            return new FakeWire(this);
        }

        @Override
        public String toString() {
            return "0x76 on bus 1";
        }
    }

    private record FakeWire(FakePlace place) implements AutoCloseable {
        @Override
        public void close() {
            place.open--;
        }
    }
}
