package dev.linnet.sensors.linux.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import com.pi4j.io.gpio.digital.PullResistance;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.gpio.GpioInputDriver;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lines as Pi4J's users see them. */
@Timeout(20)
class DigitalLinesTest {
    @TempDir
    Path devices;

    private final FakeKernel kernel = new FakeKernel();
    private FakeChip wires;
    private Context pi4j;

    @BeforeEach
    void start() throws java.io.IOException {
        String path = Files.createFile(devices.resolve("gpiochip0")).toString();
        wires = new FakeChip(kernel, path, "pinctrl-bcm2711");
        pi4j = Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(LinuxPlugin.providers(new LinuxDevices(kernel, devices, devices, null)))
                .build();
    }

    @AfterEach
    void stop() {
        pi4j.shutdown();
        assertThat(kernel.openFiles()).as("open files after Pi4J's end").isZero();
    }

    @Test
    void anInputTellsItsChanges() throws InterruptedException {
        DigitalInput input = pi4j.create(input(17).pull(PullResistance.PULL_UP).debounce(5_000L));
        BlockingQueue<DigitalStateChangeEvent<?>> events = listen(input);
        assertThat(input.state()).isEqualTo(DigitalState.LOW);
        wires.drive(17, true);
        assertThat(next(events)).isInstanceOfSatisfying(LineEvent.class, event -> {
            assertThat(event.state()).isEqualTo(DigitalState.HIGH);
            assertThat(event.edge().timestamp()).isEqualTo(wires.now());
            assertThat(event.source()).isSameAs(input);
        });
        assertThat(input.isHigh()).isTrue();
        assertThat(wires.line(17).attributeValue).as("debounce in microseconds").isEqualTo(5_000);
    }

    @Test
    void activeLowIsLeftToPi4J() {
        wires.drive(17, false);
        DigitalInput input = pi4j.create(input(17).onState(DigitalState.LOW));
        assertThat(input.state()).isEqualTo(DigitalState.LOW);
        assertThat(input.isOn()).isTrue();
        assertThat(wires.line(17).flags & GpioAbi.FLAG_ACTIVE_LOW).isZero();
    }

    @Test
    void anInputCountsWhatItLost() throws InterruptedException {
        LinuxDigitalInput input = (LinuxDigitalInput) pi4j.create(input(17).debounce(0L));
        BlockingQueue<DigitalStateChangeEvent<?>> events = listen(input);
        kernel.changed(() -> {
            for (int i = 0; i < 20; i++) {
                wires.drive(17, i % 2 == 0);
            }
        });
        for (int i = 0; i < 16; i++) {
            next(events);
        }
        assertThat(input.lostEdges()).isEqualTo(4);
    }

    @Test
    void theDriverTellsFirstHowManyItMissed() throws Exception {
        Hardware hardware = new Hardware(Path.of("/nowhere"), Path.of("/nowhere"), new Random(1), () -> pi4j);
        Sensor door = new GpioInputDriver()
                .create(
                        hardware,
                        new OptionValues.Builder()
                                .put(dev.linnet.sensors.gpio.Line.PIN, 17)
                                .build());
        BlockingQueue<Sample> samples = new LinkedBlockingQueue<>();
        door.open((channel, sample, nanoTime) -> samples.add(sample));
        kernel.changed(() -> {
            for (int i = 0; i < 20; i++) {
                wires.drive(17, i % 2 == 0);
            }
        });
        assertThat(samples.poll(20, TimeUnit.SECONDS)).isEqualTo(new Sample.Missed(4));
        assertThat(samples.poll(20, TimeUnit.SECONDS)).as("the fifth edge").isEqualTo(Sample.of(true));
        door.close();
    }

    @Test
    void anInputOfARemovedChipBecomesUnknown() throws InterruptedException {
        DigitalInput input = pi4j.create(input(17));
        BlockingQueue<DigitalStateChangeEvent<?>> events = listen(input);
        wires.remove(true);
        assertThat(next(events).state()).isEqualTo(DigitalState.UNKNOWN);
        assertThatThrownBy(input::state)
                .isInstanceOf(IOException.class)
                .hasMessage("gpio: line 17 of gpiochip0: the chip was removed");
    }

    @Test
    void aClosedInputCanBeOpenedAgain() {
        for (int i = 0; i < 100; i++) {
            pi4j.create(input(17)).close();
        }
        assertThat(pi4j.create(input(17)).state()).isEqualTo(DigitalState.LOW);
    }

    @Test
    void anOutputStartsAtItsInitialStateAndEndsAtItsShutdownState() {
        DigitalOutput output = pi4j.create(output(27).initial(DigitalState.HIGH).shutdown(DigitalState.LOW));
        assertThat(wires.high(27)).isTrue();
        assertThat(output.state()).isEqualTo(DigitalState.HIGH);
        output.close();
        assertThat(wires.high(27)).isFalse();
    }

    @Test
    void anOutputIsReadBackFromTheWire() {
        DigitalOutput output = pi4j.create(output(27));
        output.high();
        assertThat(wires.high(27)).isTrue();
        wires.drive(27, false);
        assertThat(output.state()).as("held low by somebody").isEqualTo(DigitalState.LOW);
        assertThatThrownBy(() -> output.state(DigitalState.UNKNOWN)).hasMessageContaining("HIGH or LOW only");
    }

    @Test
    void aRefusalReachesTheCallerAndLeavesNothingOpen() {
        wires.usedBy(17, "door-bell");
        int before = kernel.openFiles();
        assertThatThrownBy(() -> pi4j.create(input(17)))
                .isInstanceOf(IOException.class)
                .hasMessage("gpio: line 17 of gpiochip0 is in use by \"door-bell\"");
        assertThatThrownBy(() -> pi4j.create(output(99))).hasMessageContaining("no line 99");
        assertThat(kernel.openFiles()).isEqualTo(before);
    }

    @Test
    void aBusChoosesAnotherChip() throws java.io.IOException {
        String path = Files.createFile(devices.resolve("gpiochip5")).toString();
        FakeChip other = new FakeChip(kernel, path, "pca9535");
        DigitalOutputConfigBuilder third = output(3).initial(DigitalState.HIGH);
        third.bus(5);
        pi4j.create(third);
        assertThat(other.high(3)).isTrue();
        assertThat(wires.high(3)).isFalse();
    }

    @Test
    void aPropertyChoosesAChipByItsLabel() throws java.io.IOException {
        String path = Files.createFile(devices.resolve("gpiochip5")).toString();
        FakeChip other = new FakeChip(kernel, path, "mcp23017");
        pi4j.create(output(3).initial(DigitalState.HIGH).load(Map.of(LinuxDevices.CHIP_KEY, "mcp23017")));
        assertThat(other.high(3)).isTrue();
        assertThat(wires.high(3)).isFalse();
    }

    @Test
    void linesOfTwoChipsMayHaveOneNumber() throws java.io.IOException {
        String path = Files.createFile(devices.resolve("gpiochip5")).toString();
        FakeChip other = new FakeChip(kernel, path, "mcp23017");
        DigitalOutput header = pi4j.create(output(3).initial(DigitalState.HIGH));
        DigitalOutputConfigBuilder sameNumber =
                output(3).id("expander-3").load(Map.of(LinuxDevices.CHIP_KEY, "mcp23017"));
        DigitalOutput expander = pi4j.create(sameNumber);
        pi4j.create(input(4));
        DigitalInput input = pi4j.create(input(4).id("expander-4").load(Map.of(LinuxDevices.CHIP_KEY, "mcp23017")));
        other.drive(4, true);
        assertThat(input.state()).isEqualTo(DigitalState.HIGH);
        expander.high();
        assertThat(other.high(3)).isTrue();
        header.low();
        assertThat(wires.high(3)).isFalse();
        assertThat(other.high(3)).isTrue();
        expander.close();
        assertThat(pi4j.create(sameNumber).state()).isEqualTo(DigitalState.LOW);
    }

    private DigitalInputConfigBuilder input(int line) {
        return DigitalInput.newConfigBuilder(pi4j).id("in" + line).bcm(line);
    }

    private DigitalOutputConfigBuilder output(int line) {
        return DigitalOutput.newConfigBuilder(pi4j).id("out" + line).bcm(line);
    }

    private static BlockingQueue<DigitalStateChangeEvent<?>> listen(DigitalInput input) {
        BlockingQueue<DigitalStateChangeEvent<?>> events = new LinkedBlockingQueue<>();
        input.addListener(events::add);
        return events;
    }

    private static DigitalStateChangeEvent<?> next(BlockingQueue<DigitalStateChangeEvent<?>> events)
            throws InterruptedException {
        DigitalStateChangeEvent<?> event = events.poll(5, TimeUnit.SECONDS);
        assertThat(event).as("an event within five seconds").isNotNull();
        return event;
    }
}
