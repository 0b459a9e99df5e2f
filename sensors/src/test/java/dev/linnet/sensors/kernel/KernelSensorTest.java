package dev.linnet.sensors.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Machines;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSensorTest {
    @TempDir
    Path root;

    @Test
    void readsADht22() throws IOException {
        iio("iio:device0", Map.of("name", "dht11", "in_temp_input", "21600", "in_humidityrelative_input", "48300"));
        assertThat(read(KernelDriver.iio(), "dht11", "temp", "humidityrelative"))
                .containsEntry("temp", new Sample.Numeric(21.6))
                .containsEntry("humidityrelative", new Sample.Numeric(48.300000000000004));
    }

    @Test
    void worksRawValuesOut() throws IOException {
        iio(
                "iio:device1",
                Map.of(
                        "name", "ads1015",
                        "in_voltage0_raw", "1000",
                        "in_voltage0_scale", "2",
                        "in_voltage1_raw", "500",
                        "in_voltage_scale", "4",
                        "in_temp_raw", "100",
                        "in_temp_offset", "-50",
                        "in_temp_scale", "250"));
        assertThat(read(KernelDriver.iio(), "ads1015", "voltage0", "voltage1", "temp"))
                .containsEntry("voltage0", new Sample.Numeric(2))
                .containsEntry("voltage1", new Sample.Numeric(2))
                .containsEntry("temp", new Sample.Numeric(12.5));
    }

    @Test
    void pressureIsInKilopascalThere() throws IOException {
        iio("iio:device0", Map.of("name", "bmp280", "in_pressure_input", "100.653267"));
        assertThat(read(KernelDriver.iio(), "bmp280", "pressure"))
                .containsEntry("pressure", new Sample.Numeric(1006.53267));
    }

    @Test
    void readsHwmon() throws IOException {
        device("sys/class/hwmon/hwmon3", Map.of("name", "lm75", "temp1_input", "25500", "fan1_input", "1200"));
        assertThat(read(KernelDriver.hwmon(), "lm75", "temp1", "fan1"))
                .containsEntry("temp1", new Sample.Numeric(25.5))
                .containsEntry("fan1", new Sample.Numeric(20));
    }

    @Test
    void oneChannelsFailureIsNotTheOthers() throws IOException {
        iio("iio:device0", Map.of("name", "dht11", "in_temp_input", "oops", "in_humidityrelative_input", "48000"));
        Map<String, Sample> values = read(KernelDriver.iio(), "dht11", "temp", "humidityrelative", "pressure");
        assertThat(values.get("temp"))
                .isInstanceOfSatisfying(
                        Sample.Unavailable.class,
                        sample -> assertThat(sample.reason()).startsWith("iio: 'dht11' cannot read 'temp'"));
        assertThat(values.get("humidityrelative")).isEqualTo(new Sample.Numeric(48));
        assertThat(values.get("pressure")).isEqualTo(new Sample.Unavailable("iio: 'dht11' has no channel 'pressure'"));
    }

    @Test
    void tellsTwinsApartByTheirFolders() throws IOException {
        iio("iio:device0", Map.of("name", "dht11", "in_temp_input", "20000"));
        iio("iio:device1", Map.of("name", "dht11", "in_temp_input", "21000"));
        assertThat(read(KernelDriver.iio(), "iio:device1", "temp")).containsEntry("temp", new Sample.Numeric(21));
        assertThatThrownBy(() -> read(KernelDriver.iio(), "dht11", "temp"))
                .hasMessage("iio: 2 devices are called 'dht11': name its folder instead, such as iio:device0");
        assertThatThrownBy(() -> read(KernelDriver.iio(), "bmp280", "temp"))
                .hasMessage("iio: there is no device 'bmp280' (there is dht11, dht11)");
    }

    @Test
    void listsWhatThereIs() throws IOException {
        iio("iio:device0", Map.of("name", "dht11", "in_temp_input", "1", "in_humidityrelative_input", "2"));
        iio("trigger0", Map.of("name", "sysfstrig0"));
        KernelDevices devices = KernelDevices.iio(root);
        assertThat(devices.all()).hasSize(1);
        assertThat(devices.channels(devices.all().getFirst())).containsExactly("humidityrelative", "temp");
        assertThat(KernelDevices.hwmon(root).all()).isEmpty();
    }

    @Test
    void knowsWhichChannelsHaveUnits() throws OptionException {
        KernelDriver.iio().validate(options(KernelDriver.iio(), "dht11", "temp", "voltage12", "concentration_co2"));
        assertThatThrownBy(() -> KernelDriver.iio().validate(options(KernelDriver.iio(), "dht11", "colour")))
                .hasMessageContaining("'colour' is no channel of iio with a known unit");
        assertThatThrownBy(() -> KernelDriver.iio().validate(options(KernelDriver.iio(), "dht11")))
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> KernelDriver.iio().validate(options(KernelDriver.iio(), "../x", "temp")))
                .hasMessageContaining("a path");
    }

    private void iio(String folder, Map<String, String> files) throws IOException {
        device("sys/bus/iio/devices/" + folder, files);
    }

    private void device(String folder, Map<String, String> files) throws IOException {
        Path device = Files.createDirectories(root.resolve(folder));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(device.resolve(file.getKey()), file.getValue() + "\n");
        }
    }

    @SuppressWarnings("unchecked") // A word and words, in that order.
    private static OptionValues options(KernelDriver driver, String device, String... channels) {
        return new OptionValues.Builder()
                .put((Option<String>) driver.options().getFirst(), device)
                .put((Option<List<String>>) driver.options().getLast(), List.of(channels))
                .build();
    }

    private Map<String, Sample> read(KernelDriver driver, String device, String... channels) throws IOException {
        Hardware hardware = Machines.files(root);
        Map<String, Sample> samples = new LinkedHashMap<>();
        try (Sensor sensor = driver.create(hardware, options(driver, device, channels))) {
            sensor.sample((channel, sample, nanoTime) -> samples.put(channel.name(), sample));
        }
        return samples;
    }
}
