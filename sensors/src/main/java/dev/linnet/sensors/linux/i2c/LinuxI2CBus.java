package dev.linnet.sensors.linux.i2c;

import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBusBase;
import com.pi4j.io.i2c.I2CConfig;
import java.util.concurrent.Callable;

/** The lock behind {@link I2C#execute}: several transactions in a row without another device's between them. */
final class LinuxI2CBus extends I2CBusBase {
    LinuxI2CBus(I2CConfig config) {
        super(config);
    }

    @Override
    public <R> R execute(I2C device, Callable<R> action) {
        return _execute(device, action);
    }
}
