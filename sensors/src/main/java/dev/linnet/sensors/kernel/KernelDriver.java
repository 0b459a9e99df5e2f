package dev.linnet.sensors.kernel;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.SensorDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** {@code driver: iio} and {@code driver: hwmon}. */
public final class KernelDriver implements SensorDriver {
    private static final Option<String> DEVICE =
            Option.word("device", null, "the device's name, as 'linnet-agent scan' shows it: dht11, bmp280, lm75, …");
    private static final Option<List<String>> CHANNELS =
            Option.words("channels", "which of its channels, as 'linnet-agent scan' shows them: temp, voltage0, …");

    private final String name;
    private final String summary;
    private final Function<Path, KernelDevices> devices;

    private KernelDriver(String name, String summary, Function<Path, KernelDevices> devices) {
        this.name = name;
        this.summary = summary;
        this.devices = devices;
    }

    public static KernelDriver iio() {
        return new KernelDriver(
                "iio", "any sensor with a kernel driver, such as DHT11 and DHT22 (iio)", KernelDevices::iio);
    }

    public static KernelDriver hwmon() {
        return new KernelDriver(
                "hwmon", "the machine's own sensors and any with a kernel driver (hwmon)", KernelDevices::hwmon);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(DEVICE, CHANNELS);
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        if (options.get(CHANNELS).isEmpty()) {
            throw new OptionException(CHANNELS, "name at least one, such as [temp]");
        }
        for (String channel : options.get(CHANNELS)) {
            if (KernelQuantity.of(name, channel).isEmpty()) {
                throw new OptionException(
                        CHANNELS, "'" + channel + "' is no channel of " + name + " with a known unit");
            }
        }
        String device = options.get(DEVICE);
        if (device.contains("/") || device.contains("..")) {
            throw new OptionException(DEVICE, "'" + device + "' is a path, not a name");
        }
    }

    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return options.get(CHANNELS).stream()
                .filter(channel -> KernelQuantity.of(name, channel).isPresent())
                .map(this::spec)
                .toList();
    }

    @Override
    public Sensor create(Hardware hardware, OptionValues options) {
        return new KernelSensor(
                hardware,
                devices.apply(hardware.root()),
                options.get(DEVICE),
                options.get(CHANNELS),
                channels(options));
    }

    private ChannelSpec spec(String channel) {
        return ChannelSpec.number(
                channel.replace('_', '-').toLowerCase(Locale.ROOT),
                KernelQuantity.of(name, channel).orElseThrow().quantity());
    }
}
