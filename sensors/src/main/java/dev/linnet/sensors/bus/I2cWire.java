package dev.linnet.sensors.bus;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import java.io.IOException;

/** A chip on I2C, through whichever Pi4J provider there is. */
public final class I2cWire implements Registers, Commands, AutoCloseable {
    private final I2C device;
    private final I2cPlace place;

    I2cWire(I2C device, I2cPlace place) {
        this.device = device;
        this.place = place;
    }

    @Override
    public byte[] read(int first, int count) throws IOException {
        byte[] bytes = new byte[count];
        transfer(() -> device.readRegister(first, bytes), count);
        return bytes;
    }

    @Override
    public void write(int first, int... bytes) throws IOException {
        transfer(() -> device.writeRegister(first, Bytes.of(bytes)), bytes.length);
    }

    @Override
    public void send(int... bytes) throws IOException {
        transfer(() -> device.write(Bytes.of(bytes)), bytes.length);
    }

    @Override
    public byte[] receive(int count) throws IOException {
        byte[] bytes = new byte[count];
        transfer(() -> device.read(bytes), count);
        return bytes;
    }

    private void transfer(Transfer transfer, int expected) throws IOException {
        int done;
        try {
            done = transfer.run();
        } catch (Pi4JException e) {
            throw place.fault(e);
        }
        // Some providers answer with a negative error number instead of an exception.
        if (done != expected) {
            throw new IOException("no answer at " + place + " (" + done + ")");
        }
    }

    @Override
    public void close() {
        device.close();
    }

    private interface Transfer {
        int run() throws IOException;
    }
}
