package dev.linnet.sensors.linux.i2c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds on every I2C bus with a chip of 256 registers, in memory or real. */
public abstract class I2cContract {
    private Context pi4j;

    /** Where the buses are. */
    protected abstract LinuxDevices devices();

    protected abstract int bus() throws IOException;

    /** The chip's address. */
    protected abstract int chip();

    /** An address at which nobody is. */
    protected abstract int nobody();

    @BeforeEach
    void start() {
        pi4j = Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(LinuxPlugin.providers(devices()))
                .build();
    }

    @AfterEach
    void stop() {
        pi4j.shutdown();
    }

    @Test
    void keepsBytes() throws IOException {
        I2C device = open(chip());
        for (int value : new int[] {0x00, 0x7F, 0x80, 0xFF}) {
            assertThat(device.writeRegister(0x10, (byte) value)).isOne();
            assertThat(device.readRegister(0x10)).as("unsigned").isEqualTo(value);
        }
    }

    @Test
    void keepsWords() throws IOException {
        I2C device = open(chip());
        for (int word : new int[] {0x0000, 0x0102, 0x8001, 0xFFFE}) {
            device.writeRegisterWord(0x30, word);
            assertThat(device.readRegisterWord(0x30)).isEqualTo(word);
        }
    }

    @Test
    void keepsBlocks() throws IOException {
        I2C device = open(chip());
        byte[] written = new byte[30];
        for (int i = 0; i < written.length; i++) {
            written[i] = (byte) (250 + i);
        }
        assertThat(device.writeRegister(0x40, written)).isEqualTo(30);
        byte[] read = new byte[30];
        assertThat(device.readRegister(0x40, read)).isEqualTo(30);
        assertThat(read).isEqualTo(written);
        byte[] part = new byte[5];
        assertThat(device.readRegister(0x42, part, 1, 3)).isEqualTo(3);
        assertThat(part).containsExactly(0, written[2], written[3], written[4], 0);
    }

    @Test
    void staysInBounds() throws IOException {
        I2C device = open(chip());
        assertThatThrownBy(() -> device.readRegister(0, new byte[4], 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> device.write(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        I2C device = open(nobody());
        String message = String.format("i2c: no answer at 0x%02x on bus %d", nobody(), bus());
        assertThatThrownBy(() -> device.readRegister(0)).hasMessageStartingWith(message);
        assertThatThrownBy(() -> device.writeRegister(0, (byte) 1)).hasMessageStartingWith(message);
        assertThatThrownBy(() -> device.readRegister(0, new byte[8])).hasMessageStartingWith(message);
    }

    @Test
    void canBeOpenedAgain() throws IOException {
        for (int i = 0; i < 100; i++) {
            I2C device = open(chip());
            device.writeRegister(0x20, (byte) i);
            device.close();
            assertThat(device.isOpen()).isFalse();
        }
        assertThat(open(chip()).readRegister(0x20)).isEqualTo(99);
    }

    private I2C open(int address) throws IOException {
        return pi4j.create(I2C.newConfigBuilder(pi4j).bus(bus()).device(address));
    }
}
