package dev.linnet.sensors.host;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.SensorDriver;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code driver: host} */
public final class HostDriver implements SensorDriver {
    static final Option<List<String>> CHANNELS =
            Option.words("channels", "only these; default: all that the machine has");
    static final Option<String> DISK =
            Option.word("disk", "/", "a folder on the file system that disk-use tells about");
    static final Option<String> INTERFACE =
            Option.word("interface", "", "the network interface; default: the one with the default route");

    private static final List<ChannelSpec> ALL = Stream.concat(
                    Stream.of(
                            CpuTemperature.CHANNEL,
                            LoadAverage.CHANNEL,
                            CpuUse.CHANNEL,
                            MemoryUse.CHANNEL,
                            DiskUse.CHANNEL,
                            Uptime.CHANNEL,
                            WifiSignal.CHANNEL),
                    Network.CHANNELS.stream())
            .toList();

    @Override
    public String name() {
        return "host";
    }

    @Override
    public String summary() {
        return "the machine itself: temperature, load, memory, disk, uptime, network, Wi-Fi";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(CHANNELS, DISK, INTERFACE);
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        List<String> names = ALL.stream().map(ChannelSpec::name).toList();
        for (String wanted : options.get(CHANNELS)) {
            if (!names.contains(wanted)) {
                throw new OptionException(
                        CHANNELS, "there is no channel '" + wanted + "' (one of: " + String.join(", ", names) + ")");
            }
        }
    }

    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        List<String> wanted = options.get(CHANNELS);
        return ALL.stream()
                .filter(channel -> wanted.isEmpty() || wanted.contains(channel.name()))
                .toList();
    }

    @Override
    public Sensor create(Hardware hardware, OptionValues options) {
        HostFiles files = new HostFiles(hardware.root());
        String disk = options.get(DISK);
        List<HostProbe> probes = List.of(
                new CpuTemperature(files),
                new LoadAverage(files),
                new CpuUse(files),
                new MemoryUse(files),
                new DiskUse(hardware.root().resolve(disk.startsWith("/") ? disk.substring(1) : disk)),
                new Uptime(files),
                new WifiSignal(files),
                new Network(files, options.get(INTERFACE)));
        return new HostSensor(hardware, probes, Set.copyOf(options.get(CHANNELS)));
    }
}
