package dev.linnet.sensors.ds18b20;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Machines;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ds18b20Test {
    private static final String GOOD = """
            50 05 4b 46 7f ff 0c 10 1c : crc=1c YES
            50 05 4b 46 7f ff 0c 10 1c t=%d
            """;

    @TempDir
    Path root;

    private final Ds18b20Driver driver = new Ds18b20Driver();

    @Test
    void readsTheOnlyThermometer() throws IOException {
        thermometer("28-00000a1b2c3d", GOOD.formatted(21_062));
        thermometer("w1_bus_master1", "");
        assertThat(read("")).containsExactly(new Sample.Numeric(21.062));
        thermometer("28-00000a1b2c3d", GOOD.formatted(-10_125));
        assertThat(read("")).containsExactly(new Sample.Numeric(-10.125));
    }

    @Test
    void choosesOneByItsAddress() throws IOException {
        thermometer("28-00000a1b2c3d", GOOD.formatted(21_000));
        thermometer("10-00000a1b2c3e", GOOD.formatted(22_000));
        assertThat(read("10-00000a1b2c3e")).containsExactly(new Sample.Numeric(22));
        assertThatThrownBy(() -> read(""))
                .hasMessage("1-wire: there are 10-00000a1b2c3e, 28-00000a1b2c3d: choose one with 'sensor'");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> read("")).hasMessageContaining("the kernel shows no bus");
        Files.createDirectories(root.resolve("sys/bus/w1/devices"));
        assertThatThrownBy(() -> read("")).hasMessageContaining("no thermometer on the bus");
        assertThatThrownBy(() -> read("28-00000a1b2c3d")).hasMessageContaining("no thermometer 28-00000a1b2c3d");
    }

    @Test
    void believesNoWrongChecksumAndNoPowerUpValue() throws IOException {
        thermometer("28-00000a1b2c3d", GOOD.formatted(21_000).replace("YES", "NO"));
        assertThatThrownBy(() -> read("")).hasMessageContaining("wrong checksum from 28-00000a1b2c3d");
        thermometer("28-00000a1b2c3d", GOOD.formatted(85_000));
        assertThatThrownBy(() -> read("")).hasMessageContaining("lost its power");
    }

    @Test
    void knowsAnAddressWhenItSeesOne() throws OptionException {
        driver.validate(options("28-00000a1b2c3d"));
        driver.validate(options(""));
        assertThatThrownBy(() -> driver.validate(options("28-xyz"))).hasMessageContaining("no address such as");
        assertThatThrownBy(() -> driver.validate(options("../../etc"))).isInstanceOf(OptionException.class);
    }

    private void thermometer(String name, String text) throws IOException {
        Path folder = Files.createDirectories(root.resolve("sys/bus/w1/devices").resolve(name));
        Files.writeString(folder.resolve("w1_slave"), text);
    }

    private static OptionValues options(String sensor) {
        @SuppressWarnings("unchecked") // The driver's only option, a word.
        var option = (dev.linnet.sensors.Option<String>)
                new Ds18b20Driver().options().getFirst();
        return new OptionValues.Builder().put(option, sensor).build();
    }

    private List<Sample> read(String sensor) throws IOException {
        Hardware hardware = Machines.files(root);
        List<Sample> samples = new ArrayList<>();
        try (Sensor opened = driver.create(hardware, options(sensor))) {
            opened.open((channel, sample, nanoTime) -> {});
            opened.sample((channel, sample, nanoTime) -> samples.add(sample));
        }
        return samples;
    }
}
