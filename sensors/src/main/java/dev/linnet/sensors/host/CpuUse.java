package dev.linnet.sensors.host;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of all processors' time that was not idle since the reading before (proc(5), /proc/stat); so the first reading
 * gives nothing.
 */
final class CpuUse implements HostProbe {
    static final ChannelSpec CHANNEL = ChannelSpec.number("cpu-use", Quantity.USE, 0, 100);
    private static final String FILE = "proc/stat";

    private final HostFiles files;
    private @Nullable Ticks before; // the sampling thread's

    CpuUse(HostFiles files) {
        this.files = files;
    }

    /** Clock ticks since the machine started. */
    record Ticks(long busy, long total) {
        /** From the line {@code cpu user nice system idle iowait irq softirq steal guest guest_nice}. */
        static Ticks parse(String line) throws IOException {
            String[] fields = line.strip().split(" +", -1);
            if (fields.length < 5 || !fields[0].equals("cpu")) {
                throw new IOException("/" + FILE + ": expected 'cpu user nice system idle …', not '" + line + "'");
            }
            long total = 0;
            // Guest time is contained in user's already.
            for (int i = 1; i < Math.min(fields.length, 9); i++) {
                total += HostFiles.parse(FILE, fields[i]);
            }
            long idle = HostFiles.parse(FILE, fields[4]) + (fields.length > 5 ? HostFiles.parse(FILE, fields[5]) : 0);
            return new Ticks(total - idle, total);
        }
    }

    @Override
    public List<ChannelSpec> channels() {
        return files.exists(FILE) ? List.of(CHANNEL) : List.of();
    }

    @Override
    public void read(SampleSink sink, long nanoTime) throws IOException {
        Ticks now = Ticks.parse(files.lines(FILE).getFirst());
        Ticks then = before;
        before = now;
        // iowait may step back, so neither difference is sure to be positive.
        if (then != null && now.total > then.total) {
            double use = 100.0 * (now.busy - then.busy) / (now.total - then.total);
            sink.accept(CHANNEL, Sample.of(Math.clamp(Math.round(use * 10) / 10.0, 0, 100)), nanoTime);
        }
    }
}
