package dev.linnet.sensors.linux.i2c;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.MemoryLayout.paddingLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.StructLayout;
import org.junit.jupiter.api.Test;

/** The offsets against the structs written down field by field as in linux/i2c.h and linux/i2c-dev.h. */
class I2cAbiTest {
    @Test
    void message() {
        StructLayout struct = structLayout(
                JAVA_SHORT.withName("addr"),
                JAVA_SHORT.withName("flags"),
                JAVA_SHORT.withName("len"),
                paddingLayout(2),
                ADDRESS.withName("buf"));
        assertThat(struct.byteSize()).isEqualTo(I2cAbi.MESSAGE);
        assertThat(struct.byteOffset(groupElement("flags"))).isEqualTo(I2cAbi.MESSAGE_FLAGS);
        assertThat(struct.byteOffset(groupElement("len"))).isEqualTo(I2cAbi.MESSAGE_LENGTH);
        assertThat(struct.byteOffset(groupElement("buf"))).isEqualTo(I2cAbi.MESSAGE_BUFFER);
    }

    @Test
    void transfer() {
        StructLayout struct = structLayout(ADDRESS.withName("msgs"), JAVA_INT.withName("nmsgs"), paddingLayout(4));
        assertThat(struct.byteSize()).isEqualTo(I2cAbi.TRANSFER_DATA);
        assertThat(struct.byteOffset(groupElement("nmsgs"))).isEqualTo(I2cAbi.TRANSFER_COUNT);
    }

    @Test
    void smbus() {
        StructLayout struct = structLayout(
                JAVA_BYTE.withName("read_write"),
                JAVA_BYTE.withName("command"),
                paddingLayout(2),
                JAVA_INT.withName("size"),
                ADDRESS.withName("data"));
        assertThat(struct.byteSize()).isEqualTo(I2cAbi.SMBUS_DATA);
        assertThat(struct.byteOffset(groupElement("command"))).isEqualTo(I2cAbi.SMBUS_COMMAND);
        assertThat(struct.byteOffset(groupElement("size"))).isEqualTo(I2cAbi.SMBUS_SIZE);
        assertThat(struct.byteOffset(groupElement("data"))).isEqualTo(I2cAbi.SMBUS_POINTER);
    }
}
