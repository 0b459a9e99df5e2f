package dev.linnet.sensors.host;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One interface's bytes since it came up, and their rates since the reading before (sysfs, class/net/…/statistics). */
final class Network implements HostProbe {
    static final ChannelSpec RECEIVED = ChannelSpec.number("network-received", Quantity.DATA_SIZE);
    static final ChannelSpec SENT = ChannelSpec.number("network-sent", Quantity.DATA_SIZE);
    static final ChannelSpec RECEIVE_RATE = ChannelSpec.number("network-receive-rate", Quantity.DATA_RATE);
    static final ChannelSpec SEND_RATE = ChannelSpec.number("network-send-rate", Quantity.DATA_RATE);
    static final List<ChannelSpec> CHANNELS = List.of(RECEIVED, SENT, RECEIVE_RATE, SEND_RATE);

    private final HostFiles files;
    private final @Nullable String statistics;
    private @Nullable Counters before; // the sampling thread's

    private record Counters(long received, long sent, long nanoTime) {}

    /** @param name of the interface, or empty for the one that carries the default route */
    Network(HostFiles files, String name) {
        this.files = files;
        String chosen = name.isEmpty() ? carrier(files) : name;
        this.statistics =
                chosen == null || !chosen.matches("[^/]+") ? null : "sys/class/net/" + chosen + "/statistics/";
    }

    /** The default route's interface, else the first that is not the loopback. */
    private static @Nullable String carrier(HostFiles files) {
        for (String line : files.textIfThere("proc/net/route").orElse("").split("\n", -1)) {
            String[] fields = line.split("\t", -1);
            if (fields.length > 1 && fields[1].equals("00000000")) {
                return fields[0];
            }
        }
        return files.names("sys/class/net", "*").stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(name -> !name.equals("lo") && files.exists("sys/class/net/" + name + "/statistics/rx_bytes"))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<ChannelSpec> channels() {
        return statistics != null && files.exists(statistics + "rx_bytes") ? CHANNELS : List.of();
    }

    @Override
    public void read(SampleSink sink, long nanoTime) throws IOException {
        Counters now =
                new Counters(files.number(statistics + "rx_bytes"), files.number(statistics + "tx_bytes"), nanoTime);
        Counters then = before;
        before = now;
        sink.accept(RECEIVED, Sample.of((double) now.received), nanoTime);
        sink.accept(SENT, Sample.of((double) now.sent), nanoTime);
        // Counters start again when an interface is made anew; that interval has no rate.
        if (then != null && now.nanoTime > then.nanoTime && now.received >= then.received && now.sent >= then.sent) {
            double seconds = (now.nanoTime - then.nanoTime) / 1e9;
            sink.accept(RECEIVE_RATE, Sample.of(Math.rint((now.received - then.received) / seconds)), nanoTime);
            sink.accept(SEND_RATE, Sample.of(Math.rint((now.sent - then.sent) / seconds)), nanoTime);
        }
    }
}
