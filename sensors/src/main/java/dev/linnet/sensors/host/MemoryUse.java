package dev.linnet.sensors.host;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import java.io.IOException;
import java.util.List;

/** The part of memory that a new program could not have: what the kernel does not call available (/proc/meminfo). */
final class MemoryUse implements HostProbe {
    static final ChannelSpec CHANNEL = ChannelSpec.number("memory-use", Quantity.USE, 0, 100);
    private static final String FILE = "proc/meminfo";

    private final HostFiles files;

    MemoryUse(HostFiles files) {
        this.files = files;
    }

    @Override
    public List<ChannelSpec> channels() {
        return files.exists(FILE) ? List.of(CHANNEL) : List.of();
    }

    @Override
    public void read(SampleSink sink, long nanoTime) throws IOException {
        List<String> lines = files.lines(FILE);
        double total = kibibytes(lines, "MemTotal:");
        double available = kibibytes(lines, "MemAvailable:");
        double use = 100 * (total - available) / total;
        sink.accept(CHANNEL, Sample.of(Math.round(use * 10) / 10.0), nanoTime);
    }

    private static long kibibytes(List<String> lines, String label) throws IOException {
        for (String line : lines) {
            if (line.startsWith(label)) {
                return HostFiles.parse(
                        FILE, line.substring(label.length()).strip().split(" ", 2)[0]);
            }
        }
        throw new IOException("/" + FILE + " does not say " + label);
    }
}
