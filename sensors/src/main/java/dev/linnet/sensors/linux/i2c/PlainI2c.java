package dev.linnet.sensors.linux.i2c;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.linnet.sensors.linux.kernel.Descriptor;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Transactions of one or two I2C messages (I2C_RDWR): a repeated start between writing and reading, and no length limit of SMBus's. */
final class PlainI2c implements I2cDevice.Wire {
    private final Descriptor file;
    private final int address;

    PlainI2c(Descriptor file, int address) {
        this.file = file;
        this.address = address;
    }

    @Override
    public void transfer(byte[] write, byte[] read) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment messages = arena.allocate(2L * I2cAbi.MESSAGE, 8);
            int count = 0;
            if (write.length > 0) {
                MemorySegment out = arena.allocateFrom(JAVA_BYTE, write);
                message(messages, count++, (short) 0, out);
            }
            MemorySegment in = arena.allocate(read.length);
            if (read.length > 0) {
                message(messages, count++, I2cAbi.FLAG_READ, in);
            }
            transfer(arena, messages, count);
            MemorySegment.copy(in, JAVA_BYTE, 0, read, 0, read.length);
        }
    }

    private void transfer(Arena arena, MemorySegment messages, int count) throws KernelException {
        MemorySegment transfer = arena.allocate(I2cAbi.TRANSFER_DATA, 8);
        transfer.set(ADDRESS, I2cAbi.TRANSFER_MESSAGES, messages);
        transfer.set(JAVA_INT, I2cAbi.TRANSFER_COUNT, count);
        file.ioctl(I2cAbi.TRANSFER, transfer);
    }

    @Override
    public void probe(boolean reading) throws KernelException {
        if (reading) {
            transfer(new byte[0], new byte[1]);
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment messages = arena.allocate(I2cAbi.MESSAGE, 8);
            message(messages, 0, (short) 0, arena.allocate(0));
            transfer(arena, messages, 1);
        }
    }

    private void message(MemorySegment messages, int index, short flags, MemorySegment buffer) {
        MemorySegment message = messages.asSlice((long) index * I2cAbi.MESSAGE, I2cAbi.MESSAGE);
        message.set(JAVA_SHORT, I2cAbi.MESSAGE_ADDRESS, (short) address);
        message.set(JAVA_SHORT, I2cAbi.MESSAGE_FLAGS, flags);
        message.set(JAVA_SHORT, I2cAbi.MESSAGE_LENGTH, (short) buffer.byteSize());
        message.set(ADDRESS, I2cAbi.MESSAGE_BUFFER, buffer);
    }
}
