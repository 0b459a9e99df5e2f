package dev.linnet.bench.hardware;

import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.i2c.I2cContract;
import dev.linnet.sensors.linux.kernel.Libc;
import java.io.IOException;

/** A kernel driver's adapter that speaks plain I2C. */
class PlainI2cTest extends I2cContract {
    @Override
    protected LinuxDevices devices() {
        return new LinuxDevices(new Libc(), null);
    }

    @Override
    protected int bus() throws IOException {
        return BusesTest.bus("fake I2C");
    }

    @Override
    protected int chip() {
        return 0x40;
    }

    @Override
    protected int nobody() {
        return 0x2A;
    }
}
