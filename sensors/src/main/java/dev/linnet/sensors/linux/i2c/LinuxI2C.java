package dev.linnet.sensors.linux.i2c;

import com.pi4j.context.Context;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.util.Arrays;
import java.util.Objects;

/** An I2C device as Pi4J wants it. Each call is one transaction, which the kernel keeps whole; any thread. */
public final class LinuxI2C extends I2CBase<LinuxI2CBus> {
    private final I2cDevice chip;

    LinuxI2C(I2CProvider provider, I2CConfig config, LinuxI2CBus bus, I2cDevice chip) {
        super(provider, config, bus);
        this.chip = chip;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        transfer(new byte[0], one);
        return Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return readAfter(new byte[0], buffer, offset, length);
    }

    @Override
    public int write(byte value) {
        return write(new byte[] {value}, 0, 1);
    }

    @Override
    public int write(byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        if (length > 0) {
            transfer(Arrays.copyOfRange(data, offset, offset + length), new byte[0]);
        }
        return length;
    }

    @Override
    public int readRegister(int register) {
        byte[] one = new byte[1];
        transfer(new byte[] {(byte) register}, one);
        return Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int readRegister(int register, byte[] buffer, int offset, int length) {
        return readAfter(new byte[] {(byte) register}, buffer, offset, length);
    }

    @Override
    public int readRegister(byte[] register, byte[] buffer, int offset, int length) {
        return readAfter(register, buffer, offset, length);
    }

    @Override
    public int writeRegister(int register, byte value) {
        transfer(new byte[] {(byte) register, value}, new byte[0]);
        return 1;
    }

    @Override
    public int writeRegister(int register, byte[] data, int offset, int length) {
        return writeRegister(new byte[] {(byte) register}, data, offset, length);
    }

    @Override
    public int writeRegister(byte[] register, byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        byte[] bytes = Arrays.copyOf(register, register.length + length);
        System.arraycopy(data, offset, bytes, register.length, length);
        transfer(bytes, new byte[0]);
        return length;
    }

    private int readAfter(byte[] write, byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length > 0) {
            byte[] read = new byte[length];
            transfer(write, read);
            System.arraycopy(read, 0, buffer, offset, length);
        }
        return length;
    }

    private void transfer(byte[] write, byte[] read) {
        try {
            chip.transfer(write, read);
        } catch (KernelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Pi4J's base only marks the device closed; this also takes it off the context's list, so that it can be opened again. */
    @Override
    public void close() {
        if (isOpen) {
            context().shutdown(this);
        }
    }

    @Override
    public I2C shutdownInternal(Context context) throws ShutdownException {
        isOpen = false;
        chip.close();
        return this;
    }
}
