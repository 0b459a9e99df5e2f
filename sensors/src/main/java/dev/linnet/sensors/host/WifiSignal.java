package dev.linnet.sensors.host;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import java.io.IOException;
import java.util.List;

/** The signal level of the first wireless interface (/proc/net/wireless, one line an interface after two of headings). */
final class WifiSignal implements HostProbe {
    static final ChannelSpec CHANNEL = ChannelSpec.number("wifi-signal", Quantity.SIGNAL_STRENGTH);
    private static final String FILE = "proc/net/wireless";

    private final HostFiles files;

    WifiSignal(HostFiles files) {
        this.files = files;
    }

    @Override
    public List<ChannelSpec> channels() {
        return files.textIfThere(FILE).filter(text -> text.lines().count() > 2).isPresent()
                ? List.of(CHANNEL)
                : List.of();
    }

    @Override
    public void read(SampleSink sink, long nanoTime) throws IOException {
        List<String> lines = files.lines(FILE);
        if (lines.size() < 3) {
            throw new IOException("no wireless interface is up");
        }
        // wlan0: 0000   54.  -56.  -256        0      0      0      0      0        0
        String[] fields = lines.get(2).strip().split(" +", -1);
        if (fields.length < 4) {
            throw new IOException(
                    "/" + FILE + ": expected 'interface: status link level …', not '" + lines.get(2) + "'");
        }
        sink.accept(CHANNEL, Sample.of(HostFiles.parseDecimal(FILE, fields[3])), nanoTime);
    }
}
