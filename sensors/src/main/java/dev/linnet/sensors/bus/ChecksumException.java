package dev.linnet.sensors.bus;

import java.io.IOException;
import java.io.Serial;

/** What came over the wire is not what the chip sent. */
public final class ChecksumException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public ChecksumException() {
        super("wrong checksum: a long or disturbed wire, or too fast a bus");
    }
}
