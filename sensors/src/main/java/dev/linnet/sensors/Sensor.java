package dev.linnet.sensors;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A device that is read. Made by a {@link SensorDriver}, which only wires it; {@link #open} touches the hardware. One
 * thread at a time calls {@code open}, {@code prepare} and {@code sample}, not always the same one.
 */
public interface Sensor extends AutoCloseable {
    /** The channels that this very device has; does not change. */
    List<ChannelSpec> channels();

    /**
     * Takes hold of the hardware. A sensor that notices changes by itself tells {@code edges} from now on, until closed.
     * After a failure it is called again before the next sample, so that a device comes back when its wire does.
     *
     * @throws IOException with a message that names the place: {@code gpio line 17 of chip 0: in use by "fan"}
     */
    default void open(SampleSink edges) throws IOException {}

    /** Starts a measurement and says how long to wait until {@link #sample}; zero when there is nothing to wait for. */
    default Duration prepare() throws IOException {
        return Duration.ZERO;
    }

    /**
     * Reads every channel once and tells {@code sink}; may block for as long as the hardware needs.
     *
     * @throws IOException when no channel can be read; with a message that names the place
     */
    void sample(SampleSink sink) throws IOException;

    /** Lets go of the hardware; may be called twice, and before {@link #open}. */
    @Override
    default void close() {}
}
