package dev.linnet.sensors.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.pi4j.io.gpio.digital.DigitalState;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.fake.FakeBoard;
import dev.linnet.sensors.gpio.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulseCounterTest {
    @TempDir
    Path state;

    private final FakeBoard board = new FakeBoard();
    private Hardware hardware = machine();

    @AfterEach
    void end() {
        hardware.close();
    }

    @Test
    void totalsInTheMetersUnit() throws IOException {
        Sensor meter = counter(Meter.ENERGY, 1_000);
        meter.open((channel, sample, nanoTime) -> {});
        pulse(250);
        Map<String, Double> values = read(meter);
        assertThat(values.get("total")).isCloseTo(0.25, within(1e-9));
        assertThat(values.get("rate")).isPositive();
        meter.close();
    }

    @Test
    void theTotalSurvivesARestart() throws IOException {
        Sensor first = counter(Meter.COUNT, 1);
        first.open((channel, sample, nanoTime) -> {});
        pulse(7);
        first.close();
        hardware.close();
        hardware = machine();
        Sensor second = counter(Meter.COUNT, 1);
        second.open((channel, sample, nanoTime) -> {});
        pulse(3);
        assertThat(read(second).get("total")).isEqualTo(10);
        second.close();
    }

    @Test
    void aFaultLosesNoCount() throws IOException {
        Sensor meter = counter(Meter.COUNT, 1);
        meter.open((channel, sample, nanoTime) -> {});
        pulse(5);
        board.breakLine(0, 4, "loose wire");
        assertThatThrownBy(() -> read(meter)).hasMessageContaining("loose wire");
        board.breakLine(0, 4, "");
        meter.open((channel, sample, nanoTime) -> {});
        pulse(1);
        assertThat(read(meter).get("total")).isEqualTo(6);
        meter.close();
    }

    @Test
    void saysWhatIsWrongWithTheFile() throws IOException {
        Files.writeString(state.resolve("pulses-gpio-line-4"), "12x\n");
        assertThatThrownBy(() -> counter(Meter.COUNT, 1).open((channel, sample, nanoTime) -> {}))
                .hasMessageContaining("pulses-gpio-line-4 should hold the total, and holds '12x'");
    }

    private Hardware machine() {
        return new Hardware(Path.of("/"), Path.of("unused"), new Random(1), board::start);
    }

    private Sensor counter(Meter meter, double pulses) {
        hardware.close();
        hardware = new Hardware(Path.of("/"), state, new Random(1), board::start);
        return new PulseCounterDriver()
                .create(
                        hardware,
                        new OptionValues.Builder()
                                .put(Line.PIN, 4)
                                .put(PulseCounterDriver.METER, meter)
                                .put(PulseCounterDriver.PULSES, pulses)
                                .build());
    }

    private void pulse(int times) {
        for (int i = 0; i < times; i++) {
            board.drive(0, 4, DigitalState.HIGH);
            board.drive(0, 4, DigitalState.LOW);
        }
    }

    private static Map<String, Double> read(Sensor sensor) throws IOException {
        Map<String, Double> values = new HashMap<>();
        sensor.sample((channel, sample, nanoTime) -> {
            if (sample instanceof Sample.Numeric(double value)) {
                values.put(channel.name(), value);
            }
        });
        return values;
    }
}
