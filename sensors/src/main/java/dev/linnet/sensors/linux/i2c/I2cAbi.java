package dev.linnet.sensors.linux.i2c;

/**
 * The I2C character device's binary interface (linux/i2c-dev.h, linux/i2c.h): requests, sizes and offsets of its structs on a 64-bit
 * machine, what an adapter can do, and the SMBus transaction types.
 */
final class I2cAbi {
    /** Old-style request numbers, without a size in them. */
    static final long SET_ADDRESS = 0x0703;

    static final long GET_FUNCTIONS = 0x0705;
    static final long TRANSFER = 0x0707;
    static final long SMBUS = 0x0720;

    // struct i2c_msg { __u16 addr; __u16 flags; __u16 len; __u8 *buf; }
    static final int MESSAGE = 16;
    static final int MESSAGE_ADDRESS = 0;
    static final int MESSAGE_FLAGS = 2;
    static final int MESSAGE_LENGTH = 4;
    static final int MESSAGE_BUFFER = 8;
    static final short FLAG_READ = 0x0001;

    // struct i2c_rdwr_ioctl_data { struct i2c_msg *msgs; __u32 nmsgs; }
    static final int TRANSFER_DATA = 16;
    static final int TRANSFER_MESSAGES = 0;
    static final int TRANSFER_COUNT = 8;

    // struct i2c_smbus_ioctl_data { __u8 read_write; __u8 command; __u32 size; union i2c_smbus_data *data; }
    static final int SMBUS_DATA = 16;
    static final int SMBUS_READ_WRITE = 0;
    static final int SMBUS_COMMAND = 1;
    static final int SMBUS_SIZE = 4;
    static final int SMBUS_POINTER = 8;
    static final byte SMBUS_WRITE = 0;
    static final byte SMBUS_READ = 1;

    // union i2c_smbus_data { __u8 byte; __u16 word; __u8 block[34]; }: a block's first byte is its length
    static final int SMBUS_UNION = 34;
    static final int SMBUS_BLOCK_MAX = 32;

    static final int SIZE_QUICK = 0;
    static final int SIZE_BYTE = 1;
    static final int SIZE_BYTE_DATA = 2;
    static final int SIZE_WORD_DATA = 3;
    static final int SIZE_I2C_BLOCK_DATA = 8;

    static final long CAN_I2C = 0x0000_0001;
    static final long CAN_QUICK = 0x0001_0000;
    static final long CAN_READ_BYTE = 0x0002_0000;
    static final long CAN_WRITE_BYTE = 0x0004_0000;
    static final long CAN_READ_BYTE_DATA = 0x0008_0000;
    static final long CAN_WRITE_BYTE_DATA = 0x0010_0000;
    static final long CAN_READ_WORD_DATA = 0x0020_0000;
    static final long CAN_WRITE_WORD_DATA = 0x0040_0000;
    static final long CAN_READ_I2C_BLOCK = 0x0400_0000;
    static final long CAN_WRITE_I2C_BLOCK = 0x0800_0000;

    private I2cAbi() {}
}
