package dev.linnet.sensors.linux.i2c;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** An I2C adapter with one chip of 256 registers that counts its register number up. Writes down each transaction. */
public final class FakeAdapter {
    public static final long SMBUS_ONLY = I2cAbi.CAN_QUICK
            | I2cAbi.CAN_READ_BYTE
            | I2cAbi.CAN_WRITE_BYTE
            | I2cAbi.CAN_READ_BYTE_DATA
            | I2cAbi.CAN_WRITE_BYTE_DATA
            | I2cAbi.CAN_READ_WORD_DATA
            | I2cAbi.CAN_WRITE_WORD_DATA
            | I2cAbi.CAN_READ_I2C_BLOCK
            | I2cAbi.CAN_WRITE_I2C_BLOCK;

    public static final long PLAIN = I2cAbi.CAN_I2C | SMBUS_ONLY;

    final byte[] registers = new byte[256];
    final List<String> transactions = new ArrayList<>();
    private final long functions;
    private final int chip;
    Errno silence = Errno.EREMOTEIO;
    boolean driver;
    private boolean absent;
    private int pointer;

    public FakeAdapter(FakeKernel kernel, String path, int chip, long functions) {
        this.chip = chip;
        this.functions = functions;
        kernel.device(path, File::new);
    }

    private final class File extends FakeKernel.File {
        private int address;

        @Override
        protected int ioctl(long request, long argument) throws KernelException {
            if (request == I2cAbi.GET_FUNCTIONS) {
                FakeKernel.at(argument, 8).set(JAVA_LONG, 0, functions);
            } else if (request == I2cAbi.SET_ADDRESS) {
                if (driver) {
                    throw FakeKernel.error("ioctl", Errno.EBUSY);
                }
                address = (int) argument;
            } else if (request == I2cAbi.TRANSFER && (functions & I2cAbi.CAN_I2C) != 0) {
                transfer(FakeKernel.at(argument, I2cAbi.TRANSFER_DATA));
            } else if (request == I2cAbi.SMBUS) {
                present(address);
                transact(FakeKernel.at(argument, I2cAbi.SMBUS_DATA));
            } else {
                throw FakeKernel.error("ioctl", Errno.ENOTTY);
            }
            return 0;
        }
    }

    private void transact(MemorySegment request) {
        if (request.get(JAVA_INT, I2cAbi.SMBUS_SIZE) != I2cAbi.SIZE_QUICK) {
            smbus(request);
        }
    }

    public void put(int first, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            registers[first + i] = (byte) bytes[i];
        }
    }

    /** Puts anything everywhere. */
    public void fill(Random random) {
        random.nextBytes(registers);
    }

    public int get(int register) {
        return Byte.toUnsignedInt(registers[register]);
    }

    /** Whether the chip answers. */
    public void present(boolean answers) {
        absent = !answers;
    }

    private void present(int address) throws KernelException {
        if (address != chip || absent) {
            throw FakeKernel.error("ioctl", silence);
        }
    }

    private void transfer(MemorySegment transfer) throws KernelException {
        int count = transfer.get(JAVA_INT, I2cAbi.TRANSFER_COUNT);
        MemorySegment messages =
                FakeKernel.at(transfer.get(ADDRESS, I2cAbi.TRANSFER_MESSAGES).address(), (long) count * I2cAbi.MESSAGE);
        StringBuilder seen = new StringBuilder("i2c");
        for (int i = 0; i < count; i++) {
            MemorySegment message = messages.asSlice((long) i * I2cAbi.MESSAGE, I2cAbi.MESSAGE);
            present(message.get(JAVA_SHORT, I2cAbi.MESSAGE_ADDRESS));
            int length = Short.toUnsignedInt(message.get(JAVA_SHORT, I2cAbi.MESSAGE_LENGTH));
            MemorySegment buffer =
                    FakeKernel.at(message.get(ADDRESS, I2cAbi.MESSAGE_BUFFER).address(), length);
            if (message.get(JAVA_SHORT, I2cAbi.MESSAGE_FLAGS) == I2cAbi.FLAG_READ) {
                seen.append(" r").append(length);
                for (int at = 0; at < length; at++) {
                    buffer.set(JAVA_BYTE, at, registers[pointer + at & 0xFF]);
                }
            } else {
                byte[] bytes = buffer.toArray(JAVA_BYTE);
                seen.append(" w").append(HexFormat.of().formatHex(bytes));
                if (length > 0) {
                    pointer = Byte.toUnsignedInt(bytes[0]);
                    for (int at = 1; at < length; at++) {
                        registers[pointer + at - 1 & 0xFF] = bytes[at];
                    }
                }
            }
        }
        transactions.add(seen.toString());
    }

    private void smbus(MemorySegment request) {
        boolean read = request.get(JAVA_BYTE, I2cAbi.SMBUS_READ_WRITE) == I2cAbi.SMBUS_READ;
        int command = Byte.toUnsignedInt(request.get(JAVA_BYTE, I2cAbi.SMBUS_COMMAND));
        int size = request.get(JAVA_INT, I2cAbi.SMBUS_SIZE);
        MemorySegment data =
                FakeKernel.at(request.get(ADDRESS, I2cAbi.SMBUS_POINTER).address(), I2cAbi.SMBUS_UNION);
        transactions.add("smbus " + (read ? "r" : "w") + " size " + size + " at " + command);
        int from = size == I2cAbi.SIZE_I2C_BLOCK_DATA ? 1 : 0;
        int length = size == I2cAbi.SIZE_I2C_BLOCK_DATA ? data.get(JAVA_BYTE, 0) : size - 1;
        if (size == I2cAbi.SIZE_BYTE) {
            if (read) {
                data.set(JAVA_BYTE, 0, registers[pointer]);
            } else {
                pointer = command;
            }
        } else if (read) {
            MemorySegment.copy(registers, command, data, JAVA_BYTE, from, length);
        } else {
            MemorySegment.copy(data, JAVA_BYTE, from, registers, command, length);
        }
    }
}
