package dev.linnet.sensors.hcsr04;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import dev.linnet.sensors.linux.gpio.FakeChip;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class HcSr04Test {
    private static final int TRIGGER = 23;
    private static final int ECHO = 24;

    @TempDir
    Path devices;

    private final FakeKernel kernel = new FakeKernel();
    private final Deque<Long> echoes = new ArrayDeque<>();
    private FakeChip wires;
    private Hardware hardware;
    private Sensor sensor;

    @BeforeEach
    void open() throws IOException {
        wires = new FakeChip(
                kernel, Files.createFile(devices.resolve("gpiochip0")).toString(), "pinctrl-rp1");
        hardware = new Hardware(devices, devices, new Random(1), this::pi4j);
        sensor = new HcSr04Driver()
                .create(
                        hardware,
                        new OptionValues.Builder()
                                .put(HcSr04Driver.TRIGGER, TRIGGER)
                                .put(HcSr04Driver.ECHO, ECHO)
                                .build());
        sensor.open((channel, sample, nanoTime) -> {});
        wires.whenSet(TRIGGER, high -> {
            Long echo = high ? null : echoes.poll();
            if (echo != null) {
                wires.drive(ECHO, true);
                wires.pass(echo);
                wires.drive(ECHO, false);
            }
        });
    }

    @AfterEach
    void close() {
        sensor.close();
        hardware.close();
    }

    private Context pi4j() {
        return Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(LinuxPlugin.providers(new LinuxDevices(kernel, devices, devices, null)))
                .build();
    }

    /** At 20 °C sound takes 5.83 ms for a metre there and back. */
    @Test
    void theEchosLengthIsTheDistance() throws IOException {
        echoes.addAll(List.of(5_827_000L, 5_827_000L, 5_827_000L));
        assertThat(read()).isCloseTo(1, within(0.001));
    }

    @Test
    void theMiddleOfThreePingsCounts() throws IOException {
        echoes.addAll(List.of(100_000L, 5_827_000L, 11_654_000L));
        assertThat(read()).isCloseTo(1, within(0.001));
    }

    @Test
    void whatIsTooFarIsNoEcho() {
        echoes.addAll(List.of(38_000_000L, 38_000_000L, 38_000_000L));
        assertThatThrownBy(this::read).hasMessageStartingWith("no echo on gpio line 24: nothing within 4.5 m");
    }

    @Test
    void silenceIsNoEcho() {
        assertThatThrownBy(this::read).hasMessageStartingWith("no echo");
    }

    @Test
    void soundIsFasterInWarmAir() {
        assertThat(HcSr04.speed(0)).isCloseTo(331.3, within(0.05));
        assertThat(HcSr04.speed(20)).isCloseTo(343.2, within(0.1));
    }

    private double read() throws IOException {
        List<Sample> samples = new ArrayList<>();
        sensor.sample((channel, sample, nanoTime) -> samples.add(sample));
        return ((Sample.Numeric) samples.getFirst()).value();
    }
}
