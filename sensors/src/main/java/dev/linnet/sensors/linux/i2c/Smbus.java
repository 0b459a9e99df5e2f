package dev.linnet.sensors.linux.i2c;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.linnet.sensors.linux.kernel.Descriptor;
import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * The same bytes as SMBus transactions (I2C_SMBUS), for adapters that know nothing else: the first byte written is SMBus's command. Where more
 * than one transaction would do, the shortest that the adapter offers is taken.
 */
final class Smbus implements I2cDevice.Wire {
    private final Descriptor file;
    private final long functions;

    Smbus(Descriptor file, long functions) {
        this.file = file;
        this.functions = functions;
    }

    @Override
    public void transfer(byte[] write, byte[] read) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(I2cAbi.SMBUS_UNION, 2);
            if (read.length == 0) {
                write(arena, data, write);
            } else if (write.length == 0 && read.length == 1) {
                require(I2cAbi.CAN_READ_BYTE, "read single bytes");
                call(arena, I2cAbi.SMBUS_READ, 0, I2cAbi.SIZE_BYTE, data);
                read[0] = data.get(JAVA_BYTE, 0);
            } else if (write.length == 1) {
                readRegisters(arena, data, write[0], read);
            } else {
                throw unable("write " + write.length + " and then read " + read.length + " bytes in one transaction");
            }
        }
    }

    @Override
    public void probe(boolean reading) throws KernelException {
        if (reading || !can(I2cAbi.CAN_QUICK)) {
            transfer(new byte[0], new byte[1]);
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            call(arena, I2cAbi.SMBUS_WRITE, 0, I2cAbi.SIZE_QUICK, MemorySegment.NULL);
        }
    }

    private void write(Arena arena, MemorySegment data, byte[] write) throws KernelException {
        int values = write.length - 1;
        if (values == 0) {
            require(I2cAbi.CAN_WRITE_BYTE, "write single bytes");
            call(arena, I2cAbi.SMBUS_WRITE, write[0], I2cAbi.SIZE_BYTE, MemorySegment.NULL);
        } else if (values == 1 && can(I2cAbi.CAN_WRITE_BYTE_DATA)) {
            data.set(JAVA_BYTE, 0, write[1]);
            call(arena, I2cAbi.SMBUS_WRITE, write[0], I2cAbi.SIZE_BYTE_DATA, data);
        } else if (values == 2 && can(I2cAbi.CAN_WRITE_WORD_DATA)) {
            data.set(JAVA_SHORT.withOrder(ByteOrder.nativeOrder()), 0, word(write[1], write[2]));
            call(arena, I2cAbi.SMBUS_WRITE, write[0], I2cAbi.SIZE_WORD_DATA, data);
        } else if (values <= I2cAbi.SMBUS_BLOCK_MAX) {
            require(I2cAbi.CAN_WRITE_I2C_BLOCK, "write blocks");
            data.set(JAVA_BYTE, 0, (byte) values);
            MemorySegment.copy(write, 1, data, JAVA_BYTE, 1, values);
            call(arena, I2cAbi.SMBUS_WRITE, write[0], I2cAbi.SIZE_I2C_BLOCK_DATA, data);
        } else {
            throw unable("write " + values + " bytes in one transaction, SMBus ends at " + I2cAbi.SMBUS_BLOCK_MAX);
        }
    }

    /** Longer reads go on at the following registers: every chip with that many counts its register number up by itself. */
    private void readRegisters(Arena arena, MemorySegment data, byte register, byte[] read) throws KernelException {
        if (read.length == 1 && can(I2cAbi.CAN_READ_BYTE_DATA)) {
            call(arena, I2cAbi.SMBUS_READ, register, I2cAbi.SIZE_BYTE_DATA, data);
            read[0] = data.get(JAVA_BYTE, 0);
            return;
        }
        if (read.length == 2 && can(I2cAbi.CAN_READ_WORD_DATA)) {
            call(arena, I2cAbi.SMBUS_READ, register, I2cAbi.SIZE_WORD_DATA, data);
            short word = data.get(JAVA_SHORT, 0);
            read[0] = (byte) word;
            read[1] = (byte) (word >> 8);
            return;
        }
        require(I2cAbi.CAN_READ_I2C_BLOCK, "read blocks");
        for (int done = 0; done < read.length; ) {
            int length = Math.min(I2cAbi.SMBUS_BLOCK_MAX, read.length - done);
            data.set(JAVA_BYTE, 0, (byte) length);
            call(arena, I2cAbi.SMBUS_READ, register + done, I2cAbi.SIZE_I2C_BLOCK_DATA, data);
            int got = Byte.toUnsignedInt(data.get(JAVA_BYTE, 0));
            if (got != length) {
                throw new KernelException(Errno.EPROTO, "only " + got + " of " + length + " bytes came");
            }
            MemorySegment.copy(data, JAVA_BYTE, 1, read, done, length);
            done += length;
        }
    }

    private void call(Arena arena, byte direction, int command, int size, MemorySegment data) throws KernelException {
        MemorySegment request = arena.allocate(I2cAbi.SMBUS_DATA, 8);
        request.set(JAVA_BYTE, I2cAbi.SMBUS_READ_WRITE, direction);
        request.set(JAVA_BYTE, I2cAbi.SMBUS_COMMAND, (byte) command);
        request.set(JAVA_INT, I2cAbi.SMBUS_SIZE, size);
        request.set(ADDRESS, I2cAbi.SMBUS_POINTER, data);
        file.ioctl(I2cAbi.SMBUS, request);
    }

    /** SMBus sends a word's low byte first. */
    private static short word(byte first, byte second) {
        return (short) (Byte.toUnsignedInt(first) | second << 8);
    }

    private boolean can(long function) {
        return (functions & function) != 0;
    }

    private void require(long function, String what) throws KernelException {
        if (!can(function)) {
            throw unable(what);
        }
    }

    private static KernelException unable(String what) {
        return new KernelException(Errno.EOPNOTSUPP, "this bus adapter speaks SMBus only and cannot " + what);
    }
}
