package dev.linnet.sensors.host;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.SampleSink;
import java.io.IOException;
import java.util.List;

/** One source of figures about the machine. Called by one thread at a time. */
interface HostProbe {
    /** The channels that this machine has of it; empty when the source is not there. */
    List<ChannelSpec> channels();

    /** Reads the source once; every channel gets a sample, except those that need a second reading to compare with. */
    void read(SampleSink sink, long nanoTime) throws IOException;
}
