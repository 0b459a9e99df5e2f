package dev.linnet.sensors.linux.i2c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.i2c.I2C;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I2C as Pi4J's users see it. */
class LinuxI2CTest {
    private final FakeKernel kernel = new FakeKernel();
    private final FakeAdapter adapter = new FakeAdapter(kernel, "/dev/i2c-1", 0x76, I2cAbi.CAN_I2C);
    private Context pi4j;

    @BeforeEach
    void start() {
        pi4j = Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(LinuxPlugin.providers(new LinuxDevices(kernel, null)))
                .build();
    }

    @AfterEach
    void stop() {
        pi4j.shutdown();
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void readsAndWritesRegisters() {
        I2C device = open(0x76);
        assertThat(device.writeRegister(0x10, (byte) 0x8F)).isOne();
        assertThat(device.readRegister(0x10)).as("unsigned").isEqualTo(0x8F);
        assertThat(device.writeRegister(0x20, new byte[] {0, 1, 2, 3, 0}, 1, 3)).isEqualTo(3);
        byte[] read = new byte[5];
        assertThat(device.readRegister(0x20, read, 1, 3)).isEqualTo(3);
        assertThat(read).containsExactly(0, 1, 2, 3, 0);
        assertThat(device.readRegisterWord(0x20)).isEqualTo(0x0102);
        device.write((byte) 0x20);
        assertThat(device.read()).isOne();
        assertThat(device.write(new byte[0])).isZero();
        assertThat(device.read(new byte[0])).isZero();
    }

    @Test
    void staysInBounds() {
        I2C device = open(0x76);
        assertThatThrownBy(() -> device.readRegister(0, new byte[4], 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> device.write(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(adapter.transactions).isEmpty();
    }

    @Test
    void carriesTheReasonToTheCaller() {
        I2C device = open(0x40);
        assertThatThrownBy(() -> device.readRegister(0))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("i2c: no answer at 0x40 on bus 1");
    }

    @Test
    void canBeOpenedAgain() {
        for (int i = 0; i < 100; i++) {
            I2C device = open(0x76);
            assertThat(device.isOpen()).isTrue();
            device.close();
            device.close();
            assertThat(device.isOpen()).isFalse();
        }
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void keepsSeveralTransactionsTogether() {
        I2C device = open(0x76);
        int sum = device.execute(() -> device.readRegister(1) + device.readRegister(2));
        assertThat(sum).isZero();
    }

    private I2C open(int address) {
        return pi4j.create(I2C.newConfigBuilder(pi4j).bus(1).device(address));
    }
}
