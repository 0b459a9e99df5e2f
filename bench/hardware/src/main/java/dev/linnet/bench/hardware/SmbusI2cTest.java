package dev.linnet.bench.hardware;

import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.i2c.I2cContract;
import dev.linnet.sensors.linux.kernel.Libc;
import java.io.IOException;

/** The kernel's i2c-stub, which speaks SMBus only. */
class SmbusI2cTest extends I2cContract {
    @Override
    protected LinuxDevices devices() {
        return new LinuxDevices(new Libc(), null);
    }

    @Override
    protected int bus() throws IOException {
        return BusesTest.bus("SMBus stub");
    }

    @Override
    protected int chip() {
        return 0x50;
    }

    @Override
    protected int nobody() {
        return 0x2A;
    }
}
