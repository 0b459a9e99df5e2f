package dev.linnet.sensors.host;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The machine itself: each probe on its own, so that a file that goes missing takes only its channels with it. */
final class HostSensor implements Sensor {
    private final Hardware hardware;
    private final List<HostProbe> probes;
    private final List<ChannelSpec> channels;

    /** @param wanted names of channels, empty for all that the machine has */
    HostSensor(Hardware hardware, List<HostProbe> probes, Set<String> wanted) {
        this.hardware = hardware;
        this.probes = probes.stream()
                .filter(probe -> probe.channels().stream().anyMatch(channel -> wanted(channel, wanted)))
                .toList();
        this.channels = this.probes.stream()
                .flatMap(probe -> probe.channels().stream())
                .filter(channel -> wanted(channel, wanted))
                .toList();
    }

    private static boolean wanted(ChannelSpec channel, Set<String> wanted) {
        return wanted.isEmpty() || wanted.contains(channel.name());
    }

    @Override
    public List<ChannelSpec> channels() {
        return channels;
    }

    @Override
    public void sample(SampleSink sink) {
        SampleSink filtered = (channel, sample, nanoTime) -> {
            if (channels.contains(channel)) {
                sink.accept(channel, sample, nanoTime);
            }
        };
        for (HostProbe probe : probes) {
            long now = hardware.nanoTime();
            try {
                probe.read(filtered, now);
            } catch (IOException e) {
                for (ChannelSpec channel : probe.channels()) {
                    filtered.accept(channel, new Sample.Unavailable(String.valueOf(e.getMessage())), now);
                }
            }
        }
    }
}
