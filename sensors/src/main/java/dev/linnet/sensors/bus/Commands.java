package dev.linnet.sensors.bus;

import java.io.IOException;

/** A chip that is sent commands and answers later, rather than having registers. Each call is one transaction on the bus. */
public interface Commands {
    /** Sends bytes (their low 8 bits). */
    void send(int... bytes) throws IOException;

    /** Reads that many bytes. */
    byte[] receive(int count) throws IOException;
}
