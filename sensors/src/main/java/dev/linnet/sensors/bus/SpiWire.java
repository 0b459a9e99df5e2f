package dev.linnet.sensors.bus;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.spi.Spi;
import java.io.IOException;

/** A chip on SPI, through whichever Pi4J provider there is. */
public final class SpiWire implements Exchange, AutoCloseable {
    private final Spi device;
    private final SpiPlace place;

    SpiWire(Spi device, SpiPlace place) {
        this.device = device;
        this.place = place;
    }

    @Override
    public byte[] exchange(int... bytes) throws IOException {
        byte[] received = new byte[bytes.length];
        try {
            device.transfer(Bytes.of(bytes), 0, received, 0, bytes.length);
        } catch (Pi4JException e) {
            throw place.fault(e);
        }
        return received;
    }

    @Override
    public void close() {
        device.close();
    }
}
