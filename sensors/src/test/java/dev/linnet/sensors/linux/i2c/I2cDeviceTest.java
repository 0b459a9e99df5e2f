package dev.linnet.sensors.linux.i2c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class I2cDeviceTest {
    private static final int CHIP = 0x76;

    @TempDir
    Path sys;

    private final FakeKernel kernel = new FakeKernel();

    @AfterEach
    void nothingStaysOpen() {
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void readsRegistersInOneTransaction() throws KernelException {
        FakeAdapter adapter = adapter(I2cAbi.CAN_I2C | FakeAdapter.SMBUS_ONLY);
        fill(adapter);
        try (I2cDevice device = open(CHIP, false)) {
            byte[] read = new byte[42];
            device.transfer(new byte[] {0x10}, read);
            assertThat(read).isEqualTo(Arrays.copyOfRange(adapter.registers, 0x10, 0x10 + 42));
            device.write(new byte[] {(byte) 0xF4, 0x27});
            device.read(new byte[2]);
        }
        assertThat(adapter.transactions).containsExactly("i2c w10 r42", "i2c wf427", "i2c r2");
        assertThat(adapter.registers[0xF4]).isEqualTo((byte) 0x27);
    }

    @Test
    void usesWhatAnSmbusAdapterOffers() throws KernelException {
        FakeAdapter adapter = adapter(FakeAdapter.SMBUS_ONLY);
        fill(adapter);
        try (I2cDevice device = open(CHIP, false)) {
            for (int length : new int[] {1, 2, 26, 42}) {
                byte[] read = new byte[length];
                device.transfer(new byte[] {0x10}, read);
                assertThat(read)
                        .as("%d bytes", length)
                        .isEqualTo(Arrays.copyOfRange(adapter.registers, 0x10, 0x10 + length));
            }
            device.write(new byte[] {0x20, (byte) 0xA1});
            device.write(new byte[] {0x30, (byte) 0xB1, (byte) 0xB2});
            device.write(new byte[] {0x40, 1, 2, 3, 4, 5});
            device.write(new byte[] {0x20});
            byte[] one = new byte[1];
            device.read(one);
            assertThat(one).containsExactly(0xA1);
        }
        assertThat(adapter.registers).containsSequence(0xB1, 0xB2).containsSequence(1, 2, 3, 4, 5);
        assertThat(adapter.transactions)
                .containsExactly(
                        "smbus r size 2 at 16",
                        "smbus r size 3 at 16",
                        "smbus r size 8 at 16",
                        "smbus r size 8 at 16",
                        "smbus r size 8 at 48",
                        "smbus w size 2 at 32",
                        "smbus w size 3 at 48",
                        "smbus w size 8 at 64",
                        "smbus w size 1 at 32",
                        "smbus r size 1 at 0");
    }

    @Test
    void takesBlocksWhereTheAdapterHasNoWords() throws KernelException {
        adapter(I2cAbi.CAN_READ_I2C_BLOCK | I2cAbi.CAN_WRITE_I2C_BLOCK);
        try (I2cDevice device = open(CHIP, true)) {
            device.write(new byte[] {0x30, 7, 8});
            byte[] read = new byte[2];
            device.transfer(new byte[] {0x30}, read);
            assertThat(read).containsExactly(7, 8);
        }
    }

    @Test
    void saysWhatSmbusCannot() throws KernelException {
        adapter(FakeAdapter.SMBUS_ONLY);
        try (I2cDevice device = open(CHIP, false)) {
            assertThatThrownBy(() -> device.read(new byte[6]))
                    .hasMessage("i2c: 0x76 on bus 1: this bus adapter speaks SMBus only and cannot"
                            + " write 0 and then read 6 bytes in one transaction");
            assertThatThrownBy(() -> device.write(new byte[34])).hasMessageContaining("SMBus ends at 32");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ENXIO", "EREMOTEIO", "ENODEV", "EIO"})
    void saysThatNobodyAnswers(Errno errno) throws KernelException {
        adapter(I2cAbi.CAN_I2C).silence = errno;
        try (I2cDevice device = open(0x77, false)) {
            assertThatThrownBy(() -> device.read(new byte[1]))
                    .hasMessage("i2c: no answer at 0x77 on bus 1: check wiring, power and address")
                    .isInstanceOfSatisfying(
                            KernelException.class, e -> assertThat(e.errno()).isEqualTo(errno));
        }
    }

    @Test
    void namesTheKernelDriverInTheWay() throws IOException {
        adapter(I2cAbi.CAN_I2C).driver = true;
        Path device = Files.createDirectories(sys.resolve("bus/i2c/devices/1-0076"));
        Files.createSymbolicLink(device.resolve("driver"), Path.of("../../drivers/bmp280"));
        assertThatThrownBy(() -> open(CHIP, false))
                .hasMessageStartingWith("i2c: 0x76 on bus 1 is in use by the kernel's driver \"bmp280\"");
    }

    @Test
    void saysHowToGetABus() {
        assertThatThrownBy(() -> open(CHIP, false)).hasMessageStartingWith("i2c: there is no bus 1 (/dev/i2c-1)");
        assertThatThrownBy(() -> open(0x78, false)).hasMessage("i2c: address 0x78 is outside 0x00 to 0x77");
    }

    @Test
    void findsOutWhoAnswers() throws IOException {
        Path device = Files.createFile(sys.resolve("i2c-1"));
        new FakeAdapter(kernel, device.toString(), 0x50, FakeAdapter.SMBUS_ONLY);
        I2cBus bus = I2cBus.all(new LinuxDevices(kernel, sys, sys, null)).getFirst();
        assertThat(bus.number()).isOne();
        assertThat(bus.devices()).containsExactly(new I2cBus.Device(0x50, false, ""));
    }

    @Test
    void asksPlainAdaptersToo() throws KernelException {
        adapter(I2cAbi.CAN_I2C);
        try (I2cDevice there = open(CHIP, false);
                I2cDevice absent = open(0x20, false)) {
            assertThat(there.answers()).isTrue();
            assertThat(absent.answers()).isFalse();
        }
    }

    @Test
    void saysWhenItIsClosed() throws KernelException {
        adapter(I2cAbi.CAN_I2C);
        I2cDevice device = open(CHIP, false);
        device.close();
        assertThatThrownBy(() -> device.read(new byte[1])).hasMessage("i2c: 0x76 on bus 1 is closed");
    }

    private FakeAdapter adapter(long functions) {
        return new FakeAdapter(kernel, "/dev/i2c-1", CHIP, functions);
    }

    private static void fill(FakeAdapter adapter) {
        for (int i = 0; i < adapter.registers.length; i++) {
            adapter.registers[i] = (byte) (i * 7 + 1);
        }
    }

    private I2cDevice open(int address, boolean smbus) throws KernelException {
        return I2cDevice.open(new LinuxDevices(kernel, Path.of("/dev"), sys, null), 1, address, smbus);
    }
}
