package dev.linnet.sensors.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.gpio.FakeChip;
import dev.linnet.sensors.linux.i2c.FakeAdapter;
import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
    @TempDir
    Path root;

    private final FakeKernel kernel = new FakeKernel();
    private LinuxDevices devices;

    @BeforeEach
    void machine() throws IOException {
        devices = new LinuxDevices(kernel, Files.createDirectories(root.resolve("dev")), root.resolve("sys"), null);
    }

    @AfterEach
    void nothingStaysOpen() {
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void listsChipsAndTheLinesInUse() throws IOException {
        FakeChip chip = new FakeChip(kernel, device("gpiochip0"), "pinctrl-bcm2711");
        chip.usedBy(4, "onewire@4");
        new FakeChip(kernel, device("gpiochip1"), "raspberrypi-exp-gpio");
        assertThat(new GpioSurvey(devices).findings())
                .containsExactly(
                        Finding.of("gpiochip0", "pinctrl-bcm2711: the header's; 54 lines, 53 of them free"),
                        Finding.of("  line 4", "input, used by \"onewire@4\""),
                        Finding.of("gpiochip1", "raspberrypi-exp-gpio: 54 lines, 54 of them free"));
    }

    @Test
    void proposesTheChipsThatMayBeAtAnAddress() throws IOException {
        new FakeAdapter(kernel, device("i2c-1"), 0x76, FakeAdapter.SMBUS_ONLY);
        file("sys/class/i2c-adapter/i2c-1/name", "bcm2835 (i2c@7e804000)");
        List<Survey> buses = I2cSurvey.all(devices);
        assertThat(buses).hasSize(1);
        assertThat(buses.getFirst().title()).isEqualTo("I2C bus 1 [bcm2835 (i2c@7e804000)]");
        assertThat(buses.getFirst().findings())
                .containsExactly(new Finding(
                        "0x76",
                        "perhaps bme280 or bmp280 or bme680",
                        List.of(
                                "{ id: bme280, driver: bme280, bus: 1, address: 0x76 }",
                                "{ id: bmp280, driver: bmp280, bus: 1, address: 0x76 }",
                                "{ id: bme680, driver: bme680, bus: 1, address: 0x76 }")));
    }

    @Test
    void knowsAChipWithoutADriver() throws IOException {
        new FakeAdapter(kernel, device("i2c-1"), 0x50, FakeAdapter.SMBUS_ONLY);
        assertThat(I2cSurvey.all(devices).getFirst().findings())
                .containsExactly(Finding.of("0x50", "a chip that Linnet has no driver for"));
    }

    @Test
    void saysWhenABusIsForbidden() throws IOException {
        kernel.refuse(device("i2c-1"), Errno.EACCES);
        Survey survey = I2cSurvey.all(devices).getFirst();
        assertThatThrownBy(survey::findings).hasMessageContaining("group 'i2c'");
    }

    @Test
    void findsThermometers() throws IOException {
        file("sys/bus/w1/devices/28-00000a1b2c3d/w1_slave", "");
        file("sys/bus/w1/devices/w1_bus_master1/name", "");
        assertThat(new OneWireSurvey(root).findings())
                .containsExactly(new Finding(
                        "28-00000a1b2c3d",
                        "a thermometer",
                        List.of("{ id: t-2c3d, driver: ds18b20, sensor: 28-00000a1b2c3d }")));
    }

    @Test
    void findsTheKernelsOwnSensors() throws IOException {
        file("sys/bus/iio/devices/iio:device0/name", "dht11");
        file("sys/bus/iio/devices/iio:device0/in_temp_input", "1");
        file("sys/bus/iio/devices/iio:device0/in_humidityrelative_input", "1");
        file("sys/class/hwmon/hwmon0/name", "rpi_volt");
        file("sys/class/hwmon/hwmon0/in0_lcrit_alarm", "0");
        assertThat(KernelSurvey.all(root).getFirst().findings())
                .containsExactly(new Finding(
                        "dht11",
                        "humidityrelative, temp",
                        List.of("{ id: dht11, driver: iio, device: \"dht11\", channels: [humidityrelative, temp] }")));
        assertThat(KernelSurvey.all(root).getLast().findings())
                .containsExactly(Finding.of("rpi_volt", "nothing that Linnet knows a unit for"));
    }

    @Test
    void tellsTwinsApart() throws IOException {
        file("sys/bus/iio/devices/iio:device0/name", "dht11");
        file("sys/bus/iio/devices/iio:device0/in_temp_input", "1");
        file("sys/bus/iio/devices/iio:device1/name", "dht11");
        file("sys/bus/iio/devices/iio:device1/in_temp_input", "1");
        assertThat(KernelSurvey.all(root).getFirst().findings().getLast().entries())
                .containsExactly("{ id: iio-device1, driver: iio, device: \"iio:device1\", channels: [temp] }");
    }

    @Test
    void aBareMachineHasNothing() throws IOException {
        for (Survey survey : Survey.all(devices, root)) {
            assertThat(survey.findings()).as(survey.title()).isEmpty();
        }
    }

    private String device(String name) throws IOException {
        return Files.createFile(devices.devices().resolve(name)).toString();
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }
}
