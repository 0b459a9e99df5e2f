package dev.linnet.sensors.linux.i2c;

import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.kernel.FakeKernel;

/** An adapter in memory that speaks SMBus only. */
class SmbusI2cInMemoryTest extends I2cContract {
    private final FakeKernel kernel = new FakeKernel();

    SmbusI2cInMemoryTest() {
        new FakeAdapter(kernel, "/dev/i2c-1", chip(), FakeAdapter.SMBUS_ONLY);
    }

    @Override
    protected LinuxDevices devices() {
        return new LinuxDevices(kernel, null);
    }

    @Override
    protected int bus() {
        return 1;
    }

    @Override
    protected int chip() {
        return 0x40;
    }

    @Override
    protected int nobody() {
        return 0x41;
    }
}
