package dev.linnet.sensors.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Machines;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Recorded;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.Sensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSensorTest {
    @TempDir
    Path root;

    private final HostDriver driver = new HostDriver();

    private Sensor sensor(OptionValues options) {
        return driver.create(Machines.files(root), options);
    }

    private static List<String> names(Sensor sensor) {
        return sensor.channels().stream().map(ChannelSpec::name).toList();
    }

    @Test
    void readsEverythingThatARaspberryPiHas() throws Exception {
        HostTree tree = HostTree.raspberryPi(root);
        Sensor sensor = sensor(OptionValues.none());
        Recorded recorded = new Recorded();
        sensor.sample(recorded);
        Map<String, Sample> first = recorded.latest();

        assertThat(first)
                .containsEntry("cpu-temperature", Sample.of(48.312))
                .containsEntry("load", Sample.of(0.52))
                .containsEntry("memory-use", Sample.of(50))
                .containsEntry("uptime", Sample.of(35614))
                .containsEntry("wifi-signal", Sample.of(-56))
                .containsEntry("network-received", Sample.of(1000))
                .containsEntry("network-sent", Sample.of(500))
                .containsKey("disk-use")
                .doesNotContainKeys("cpu-use", "network-receive-rate", "network-send-rate");

        tree.with("proc/stat", "cpu  125 0 50 850 75 0 0 0 0 0\n")
                .with("sys/class/net/wlan0/statistics/rx_bytes", "2000\n");
        sensor.sample(recorded);
        assertThat(recorded.latest()).containsEntry("cpu-use", Sample.of(25));
        assertThat(recorded.latest().get("network-receive-rate"))
                .isInstanceOfSatisfying(
                        Sample.Numeric.class, rate -> assertThat(rate.value()).isPositive());
        assertThat(recorded.latest()).containsEntry("network-send-rate", Sample.of(0));
        assertThat(recorded.latest().keySet()).containsExactlyInAnyOrderElementsOf(names(sensor));
    }

    @Test
    void aChannelExistsOnlyWhereTheMachineHasIt() {
        new HostTree(root).with("proc/uptime", "1.0 1.0\n");
        assertThat(names(sensor(OptionValues.none()))).containsExactly("disk-use", "uptime");
    }

    @Test
    void theTemperatureOfAPcComesFromItsHwmonChip() throws Exception {
        new HostTree(root)
                .with("sys/class/hwmon/hwmon0/name", "nvme\n")
                .with("sys/class/hwmon/hwmon0/temp1_input", "30000\n")
                .with("sys/class/hwmon/hwmon1/name", "k10temp\n")
                .with("sys/class/hwmon/hwmon1/temp1_input", "61500\n");
        Recorded recorded = new Recorded();
        sensor(OptionValues.none()).sample(recorded);
        assertThat(recorded.latest()).containsEntry("cpu-temperature", Sample.of(61.5));
    }

    @Test
    void aFileThatGoesMissingTakesOnlyItsChannelAndComesBack() throws Exception {
        HostTree tree = HostTree.raspberryPi(root);
        Sensor sensor = sensor(OptionValues.none());
        Files.delete(root.resolve("sys/class/thermal/thermal_zone0/temp"));
        Recorded recorded = new Recorded();
        sensor.sample(recorded);
        assertThat(recorded.latest())
                .containsEntry(
                        "cpu-temperature", new Sample.Unavailable("/sys/class/thermal/thermal_zone0/temp is not there"))
                .containsEntry("load", Sample.of(0.52));

        tree.with("sys/class/thermal/thermal_zone0/temp", "50000\n").with("proc/loadavg", "nonsense\n");
        sensor.sample(recorded);
        assertThat(recorded.latest())
                .containsEntry("cpu-temperature", Sample.of(50))
                .containsEntry("load", new Sample.Unavailable("/proc/loadavg: expected a number, not 'nonsense'"));
    }

    @Test
    void countersThatStartAgainGiveNoRate() throws Exception {
        HostTree tree = HostTree.raspberryPi(root);
        Sensor sensor = sensor(OptionValues.none());
        Recorded recorded = new Recorded();
        sensor.sample(recorded);
        tree.with("sys/class/net/wlan0/statistics/rx_bytes", "3\n");
        sensor.sample(recorded);
        assertThat(recorded.latest())
                .containsEntry("network-received", Sample.of(3))
                .doesNotContainKey("network-receive-rate");
    }

    @Test
    void onlyTheChannelsThatWereAskedFor() throws Exception {
        HostTree.raspberryPi(root);
        OptionValues options = new OptionValues.Builder()
                .put(HostDriver.CHANNELS, List.of("load", "network-sent"))
                .build();
        Recorded recorded = new Recorded();
        Sensor sensor = sensor(options);
        sensor.sample(recorded);
        assertThat(names(sensor)).containsExactly("load", "network-sent");
        assertThat(recorded.latest().keySet()).containsExactly("load", "network-sent");
        assertThat(driver.channels(options)).extracting(ChannelSpec::name).containsExactly("load", "network-sent");
    }

    @Test
    void aChannelThatDoesNotExistIsRefused() {
        OptionValues options = new OptionValues.Builder()
                .put(HostDriver.CHANNELS, List.of("temperature"))
                .build();
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> driver.validate(options))
                .withMessageStartingWith("there is no channel 'temperature' (one of: cpu-temperature, load,");
    }

    @Test
    void readsThisVeryMachine() throws Exception {
        Sensor sensor = driver.create(Machines.files(Path.of("/")), OptionValues.none());
        Recorded recorded = new Recorded();
        sensor.sample(recorded);
        assertThat(recorded.latest()).containsKeys("load", "memory-use", "disk-use", "uptime");
        assertThat(recorded.latest().values()).allMatch(sample -> sample instanceof Sample.Numeric);
        assertThat(driver.channels(OptionValues.none())).containsAll(sensor.channels());
    }
}
