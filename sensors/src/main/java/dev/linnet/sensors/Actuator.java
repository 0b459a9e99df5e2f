package dev.linnet.sensors;

import java.io.IOException;

/** A device with one channel that takes values. Made by an {@link ActuatorDriver}; called by one thread at a time. */
public interface Actuator extends AutoCloseable {
    ChannelSpec channel();

    /** Gives it a clock to act by itself by; once, before {@link #open}. */
    default void timer(ActuatorTimer timer) {}

    /**
     * Takes hold of the hardware and puts it into that state at once, without passing through another.
     *
     * @throws IOException with a message that names the place
     */
    void open(Sample.Value initial) throws IOException;

    /** Puts the hardware into that state; the value has the channel's type and lies in its range. */
    void write(Sample.Value value) throws IOException;

    /** The state that the hardware has, read back from it where it can tell. */
    Sample.Value read() throws IOException;

    /**
     * Lets go of the hardware and leaves its state as it is, but ends what it was doing by itself; may be called twice, and before
     * {@link #open}.
     */
    @Override
    void close();
}
