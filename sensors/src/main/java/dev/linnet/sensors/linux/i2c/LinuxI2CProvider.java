package dev.linnet.sensors.linux.i2c;

import com.pi4j.io.exception.IOException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CImplementation;
import com.pi4j.io.i2c.I2CProviderBase;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** I2C devices; plain I2C where the adapter can, SMBus where it cannot or where the configuration asks for it. */
public final class LinuxI2CProvider extends I2CProviderBase {
    private final LinuxDevices devices;
    private final Map<Integer, LinuxI2CBus> buses = new ConcurrentHashMap<>();

    public LinuxI2CProvider(LinuxDevices devices) {
        super("linnet-i2c", "I2C (character device)");
        this.devices = devices;
    }

    @Override
    public int getPriority() {
        return LinuxDevices.PRIORITY;
    }

    @Override
    public I2C create(I2CConfig config) {
        I2cDevice chip = open(config);
        LinuxI2CBus bus = buses.computeIfAbsent(config.bus(), _ -> new LinuxI2CBus(config));
        LinuxI2C device = new LinuxI2C(this, config, bus, chip);
        try {
            context.registry().add(device);
        } catch (RuntimeException e) {
            chip.close();
            throw e;
        }
        return device;
    }

    private I2cDevice open(I2CConfig config) {
        boolean smbus = config.i2cImplementation() == I2CImplementation.SMBUS;
        try {
            return I2cDevice.open(devices, config.bus(), config.device(), smbus);
        } catch (KernelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
