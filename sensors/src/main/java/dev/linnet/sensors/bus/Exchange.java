package dev.linnet.sensors.bus;

import java.io.IOException;

/** A chip that answers each byte in the same moment with one of its own, as on SPI. */
public interface Exchange {
    /** Sends bytes (their low 8 bits) and returns as many. */
    byte[] exchange(int... bytes) throws IOException;
}
