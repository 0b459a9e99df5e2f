package dev.linnet.sensors.host;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import java.io.IOException;
import java.util.List;

/** The mean number of tasks that ran or waited during the last minute (proc(5), /proc/loadavg). */
final class LoadAverage implements HostProbe {
    static final ChannelSpec CHANNEL = ChannelSpec.number("load", Quantity.LOAD);
    private static final String FILE = "proc/loadavg";

    private final HostFiles files;

    LoadAverage(HostFiles files) {
        this.files = files;
    }

    @Override
    public List<ChannelSpec> channels() {
        return files.exists(FILE) ? List.of(CHANNEL) : List.of();
    }

    @Override
    public void read(SampleSink sink, long nanoTime) throws IOException {
        String minute = files.text(FILE).split(" ", 2)[0];
        sink.accept(CHANNEL, Sample.of(HostFiles.parseDecimal(FILE, minute)), nanoTime);
    }
}
