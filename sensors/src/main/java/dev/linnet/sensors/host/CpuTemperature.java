package dev.linnet.sensors.host;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The processor's temperature: its thermal zone, else its hwmon chip. Both count in thousandths of a degree Celsius. */
final class CpuTemperature implements HostProbe {
    static final ChannelSpec CHANNEL = ChannelSpec.number("cpu-temperature", Quantity.TEMPERATURE);

    private static final Set<String> ZONES = Set.of("cpu-thermal", "cpu_thermal", "soc-thermal", "x86_pkg_temp");
    private static final Set<String> CHIPS = Set.of("coretemp", "k10temp", "zenpower", "cpu_thermal");

    private final HostFiles files;
    private final @Nullable String source;

    CpuTemperature(HostFiles files) {
        this.files = files;
        this.source = find(files);
    }

    private static @Nullable String find(HostFiles files) {
        for (String zone : files.names("sys/class/thermal", "thermal_zone*")) {
            if (files.textIfThere(zone + "/type").filter(ZONES::contains).isPresent() && files.exists(zone + "/temp")) {
                return zone + "/temp";
            }
        }
        for (String chip : files.names("sys/class/hwmon", "hwmon*")) {
            if (files.textIfThere(chip + "/name").filter(CHIPS::contains).isPresent()
                    && files.exists(chip + "/temp1_input")) {
                return chip + "/temp1_input";
            }
        }
        return null;
    }

    @Override
    public List<ChannelSpec> channels() {
        return source == null ? List.of() : List.of(CHANNEL);
    }

    @Override
    public void read(SampleSink sink, long nanoTime) throws IOException {
        if (source != null) {
            sink.accept(CHANNEL, Sample.of(files.number(source) / 1000.0), nanoTime);
        }
    }
}
