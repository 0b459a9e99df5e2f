package dev.linnet.sensors.linux.spi;

import com.pi4j.context.Context;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBase;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiProvider;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.util.Arrays;
import java.util.Objects;

/** An SPI device as Pi4J wants it. Each call is one message under one chip select; any thread. */
public final class LinuxSpi extends SpiBase {
    private final SpiDevice chip;

    LinuxSpi(SpiProvider provider, SpiConfig config, SpiDevice chip) {
        super(provider, config);
        this.chip = chip;
        this.isOpen = true;
    }

    @Override
    public int transfer(byte[] write, int writeOffset, byte[] read, int readOffset, int length) {
        Objects.checkFromIndexSize(writeOffset, length, write.length);
        Objects.checkFromIndexSize(readOffset, length, read.length);
        byte[] received = exchange(Arrays.copyOfRange(write, writeOffset, writeOffset + length));
        System.arraycopy(received, 0, read, readOffset, length);
        return length;
    }

    @Override
    public int read() {
        return Byte.toUnsignedInt(exchange(new byte[1])[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        System.arraycopy(exchange(new byte[length]), 0, buffer, offset, length);
        return length;
    }

    @Override
    public int write(byte value) {
        exchange(new byte[] {value});
        return 1;
    }

    @Override
    public int write(byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        exchange(Arrays.copyOfRange(data, offset, offset + length));
        return length;
    }

    /** The pause before reading is rounded up to whole microseconds. */
    @Override
    public void writeThenRead(
            byte[] write,
            int writeOffset,
            int writeLength,
            int pauseNanos,
            byte[] read,
            int readOffset,
            int readLength) {
        Objects.checkFromIndexSize(writeOffset, writeLength, write.length);
        Objects.checkFromIndexSize(readOffset, readLength, read.length);
        try {
            byte[] send = Arrays.copyOfRange(write, writeOffset, writeOffset + writeLength);
            int pauseMicros = Math.min(0xFFFF, Math.ceilDiv(pauseNanos, 1_000));
            System.arraycopy(chip.sendThenReceive(send, pauseMicros, readLength), 0, read, readOffset, readLength);
        } catch (KernelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private byte[] exchange(byte[] send) {
        try {
            return send.length == 0 ? send : chip.exchange(send);
        } catch (KernelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (isOpen) {
            context().shutdown(this);
        }
    }

    @Override
    public Spi shutdownInternal(Context context) throws ShutdownException {
        isOpen = false;
        chip.close();
        return this;
    }
}
