package dev.linnet.sensors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import dev.linnet.sensors.Drivers;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import dev.linnet.sensors.linux.i2c.FakeAdapter;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a chip on I2C, or the noise on its wires, answers: a value for each channel, or an I/O error; nothing else. */
class AnyBytesTest {
    private static final int ADDRESS = 0x40;
    private static final int ATTEMPTS = 100;

    /** Where a chip says who it is, without which a driver goes no further. */
    private static final Map<String, int[]> IDENTITIES = Map.of(
            "bme280", new int[] {0xD0, 0x60},
            "bmp280", new int[] {0xD0, 0x58},
            "bme680", new int[] {0xD0, 0x61},
            "mcp9808", new int[] {0x06, 0x00, 0x54});

    @TempDir
    Path devices;

    static Stream<I2cSensorDriver> drivers() {
        return Drivers.SENSORS.stream()
                .filter(I2cSensorDriver.class::isInstance)
                .map(I2cSensorDriver.class::cast);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void noBytesCauseAnythingElse(I2cSensorDriver driver) throws IOException {
        FakeKernel kernel = new FakeKernel();
        String path = Files.createFile(devices.resolve("i2c-1")).toString();
        FakeAdapter adapter = new FakeAdapter(kernel, path, ADDRESS, FakeAdapter.PLAIN);
        Context pi4j = Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(LinuxPlugin.providers(new LinuxDevices(kernel, devices, devices, null)))
                .build();
        try {
            I2C device =
                    pi4j.create(I2C.newConfigBuilder(pi4j).id("chip").bus(1).device(ADDRESS));
            I2cWire wire = new I2cWire(device, new I2cPlace(1, ADDRESS));
            Random random = new Random(7);
            int channels = driver.channels(OptionValues.none()).size();
            for (int i = 0; i < ATTEMPTS; i++) {
                adapter.fill(random);
                int[] identity = IDENTITIES.getOrDefault(driver.name(), new int[] {0});
                for (int at = 1; at < identity.length; at++) {
                    adapter.put(identity[0] + at - 1, identity[at]);
                }
                try {
                    Chip chip = driver.chip(wire, OptionValues.none());
                    chip.initialise();
                    chip.start();
                    adapter.fill(random);
                    assertThat(chip.read()).hasSize(channels);
                } catch (IOException e) {
                    assertThat(e).as("attempt %d", i).hasMessageMatching("(?s).+");
                }
            }
        } finally {
            pi4j.shutdown();
        }
    }
}
