package dev.linnet.sensors.host;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The part of a file system that this user can no longer fill. */
final class DiskUse implements HostProbe {
    static final ChannelSpec CHANNEL = ChannelSpec.number("disk-use", Quantity.USE, 0, 100);

    private final Path place;

    /** @param place any folder or file on the file system */
    DiskUse(Path place) {
        this.place = place;
    }

    @Override
    public List<ChannelSpec> channels() {
        return Files.exists(place) ? List.of(CHANNEL) : List.of();
    }

    @Override
    public void read(SampleSink sink, long nanoTime) throws IOException {
        // Not Files.getFileStore: that looks the place up in the table of mounts, which has no root inside a chroot.
        File file = place.toFile();
        long total = file.getTotalSpace();
        if (total == 0) {
            throw new IOException("no size is known of the file system that holds " + place);
        }
        double use = 100.0 * (total - file.getUsableSpace()) / total;
        sink.accept(CHANNEL, Sample.of(Math.round(use * 10) / 10.0), nanoTime);
    }
}
