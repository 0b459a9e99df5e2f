package dev.linnet.sensors.expander;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.gpio.Line;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import dev.linnet.sensors.linux.i2c.FakeAdapter;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices on the lines of one MCP23017, through Pi4J and an adapter without wires. */
class ExpanderDriversTest {
    @TempDir
    Path devices;

    private final FakeKernel kernel = new FakeKernel();
    private final ExpanderInputDriver inputs = new ExpanderInputDriver(ExpanderKind.MCP23017);
    private final ExpanderOutputDriver outputs = new ExpanderOutputDriver(ExpanderKind.MCP23017);
    private final List<String> told = new ArrayList<>();
    private Hardware hardware;
    private FakeAdapter adapter;

    @BeforeEach
    void wire() throws IOException {
        String path = Files.createFile(devices.resolve("i2c-1")).toString();
        adapter = new FakeAdapter(kernel, path, 0x20, FakeAdapter.SMBUS_ONLY);
        adapter.put(0x00, 0xFF, 0xFF);
        hardware = new Hardware(devices, devices.resolve("state"), new Random(1), this::context);
    }

    private Context context() {
        return Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(LinuxPlugin.providers(new LinuxDevices(kernel, devices, devices, null)))
                .build();
    }

    @AfterEach
    void close() {
        hardware.close();
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void inputsAreToldWhenTheyChange() throws IOException {
        Sensor sensor = inputs.create(hardware, lines("0", "9"));
        assertThat(sensor.channels()).extracting(ChannelSpec::name).containsExactly("0", "9");
        sensor.open(this::told);
        assertThat(adapter.get(0x0C)).as("pull-ups").isEqualTo(0x01);
        assertThat(adapter.get(0x0D)).isEqualTo(0x02);
        sensor.sample(this::told);
        assertThat(take()).containsExactly("0=false", "9=false");
        sensor.sample(this::told);
        assertThat(take()).isEmpty();
        adapter.put(0x12, 0x02, 0x02);
        sensor.sample(this::told);
        assertThat(take()).as("line 1 is nobody's").containsExactly("9=true");
    }

    @Test
    void oneChipServesManyDevices() throws IOException {
        Actuator lamp = outputs.create(hardware, output(8, false));
        Actuator pump = outputs.create(hardware, output(9, true));
        lamp.open(Sample.of(false));
        pump.open(Sample.of(false));
        assertThat(adapter.get(0x15)).as("the pump is active low").isEqualTo(0x02);
        assertThat(adapter.get(0x01)).as("directions").isEqualTo(0xFC);
        lamp.write(Sample.of(true));
        assertThat(adapter.get(0x15)).isEqualTo(0x03);
        adapter.put(0x13, 0x03);
        assertThat(lamp.read()).isEqualTo(Sample.of(true));
        assertThat(pump.read()).isEqualTo(Sample.of(false));
    }

    @Test
    void whatTheAgentFoundIsLeftAlone() throws IOException {
        adapter.put(0x00, 0xFE, 0xFF);
        adapter.put(0x14, 0x01, 0x00);
        inputs.create(hardware, lines("5")).open(this::told);
        assertThat(adapter.get(0x00)).as("line 0 is still driven").isEqualTo(0xFE);
        assertThat(adapter.get(0x14) & 1).as("and high").isOne();
    }

    @Test
    void aCommandThatFailedIsNotDoneLater() throws IOException {
        Actuator lamp = outputs.create(hardware, output(8, false));
        lamp.open(Sample.of(false));
        adapter.present(false);
        assertThatThrownBy(() -> lamp.write(Sample.of(true))).hasMessageContaining("no answer at 0x20 on bus 1");
        adapter.present(true);
        assertThat(lamp.read()).isEqualTo(Sample.of(false));
        assertThat(adapter.get(0x15)).isZero();
    }

    @Test
    void linesMustBeTheChips() {
        for (String[] wrong : new String[][] {{}, {"16"}, {"1", "1"}, {"A0"}}) {
            assertThatThrownBy(() -> inputs.validate(lines(wrong))).isInstanceOf(OptionException.class);
        }
    }

    private static OptionValues lines(String... lines) {
        return new OptionValues.Builder()
                .put(ExpanderInputDriver.LINES, List.of(lines))
                .put(ExpanderInputDriver.PULL_UP, true)
                .build();
    }

    private OptionValues output(int line, boolean activeLow) {
        return new OptionValues.Builder()
                .put(outputs.line(), line)
                .put(Line.ACTIVE_LOW, activeLow)
                .build();
    }

    private void told(ChannelSpec channel, Sample sample, long nanoTime) {
        told.add(channel.name() + "=" + ((Sample.Bool) sample).value());
    }

    private List<String> take() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }
}
