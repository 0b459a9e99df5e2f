package dev.linnet.sensors.bus;

import dev.linnet.sensors.Hardware;
import java.io.IOException;

/**
 * Where a chip is, and how to get there.
 *
 * @param <W> how it is spoken to
 */
public interface Place<W extends AutoCloseable> {
    /** Opens the way to the chip; whether one is there may show later. */
    W open(Hardware hardware) throws IOException;

    /** For people: {@code 0x76 on bus 1}. */
    @Override
    String toString();
}
