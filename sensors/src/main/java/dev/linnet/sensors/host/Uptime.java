package dev.linnet.sensors.host;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import java.io.IOException;
import java.util.List;

/** Whole seconds since the machine started (proc(5), /proc/uptime). */
final class Uptime implements HostProbe {
    static final ChannelSpec CHANNEL = ChannelSpec.number("uptime", Quantity.DURATION);
    private static final String FILE = "proc/uptime";

    private final HostFiles files;

    Uptime(HostFiles files) {
        this.files = files;
    }

    @Override
    public List<ChannelSpec> channels() {
        return files.exists(FILE) ? List.of(CHANNEL) : List.of();
    }

    @Override
    public void read(SampleSink sink, long nanoTime) throws IOException {
        String seconds = files.text(FILE).split(" ", 2)[0];
        sink.accept(CHANNEL, Sample.of(Math.floor(HostFiles.parseDecimal(FILE, seconds))), nanoTime);
    }
}
