package dev.linnet.bench.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmType;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import dev.linnet.sensors.linux.kernel.Libc;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The provider on real I2C, SPI and PWM drivers. */
class BusesTest {
    private Context pi4j;

    @BeforeEach
    void start() {
        pi4j = Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(LinuxPlugin.providers(new LinuxDevices(new Libc(), null)))
                .build();
    }

    @AfterEach
    void stop() {
        pi4j.shutdown();
    }

    @Test
    void readsBlocksOverSmbus() throws IOException {
        I2C chip = i2c("SMBus stub", 0x76);
        assertThat(chip.readRegister(0xD0)).as("chip id").isEqualTo(0x60);
        byte[] calibration = new byte[26];
        chip.readRegister(0x88, calibration);
        assertThat(calibration).startsWith(0x70, 0x6B, 0x43, 0x67).endsWith(0x00, 0x4B);
        byte[] data = new byte[8];
        chip.readRegister(0xF7, data);
        assertThat(data).containsExactly(0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0x75, 0x30);
    }

    @Test
    void readsFromTheRightPlaceInOneTransaction() throws IOException {
        I2C chip = i2c("fake I2C", 0x40);
        byte[] written = new byte[100];
        for (int i = 0; i < written.length; i++) {
            written[i] = (byte) (i * 3);
        }
        chip.writeRegister(0x10, written);
        byte[] read = new byte[100];
        chip.readRegister(0x10, read);
        assertThat(read).isEqualTo(written);
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        String bus = Integer.toString(bus("fake I2C"));
        I2C plain = i2c("fake I2C", 0x41);
        assertThatThrownBy(() -> plain.readRegister(0))
                .hasMessage("i2c: no answer at 0x41 on bus " + bus + ": check wiring, power and address");
        I2C smbus = i2c("SMBus stub", 0x21);
        assertThatThrownBy(() -> smbus.readRegister(0)).hasMessageStartingWith("i2c: no answer at 0x21 on bus");
        assertThatThrownBy(() -> pi4j.create(I2C.newConfigBuilder(pi4j).bus(99).device(0x40)))
                .hasMessageStartingWith("i2c: there is no bus 99");
    }

    @Test
    void aChipThatLeavesAndReturns() throws IOException {
        Path present = Path.of("/sys/module/fake_i2c/parameters/present");
        I2C chip = i2c("fake I2C", 0x40);
        chip.writeRegister(7, 42);
        Files.writeString(present, "N");
        assertThatThrownBy(() -> chip.readRegister(7)).hasMessageStartingWith("i2c: no answer");
        Files.writeString(present, "Y");
        assertThat(chip.readRegister(7)).isEqualTo(42);
    }

    @Test
    void namesTheKernelDriverThatHasAChip() throws IOException {
        assertThatThrownBy(() -> i2c("SMBus stub", 0x77))
                .hasMessageContaining("in use by the kernel's driver \"bmp280\"");
    }

    @Test
    void spiSendsAndReceivesAtTheSameTime() {
        Spi chip = pi4j.create(
                Spi.newConfigBuilder(pi4j).bus(SpiBus.BUS_0).channel(0).baud(1_000_000));
        byte[] read = new byte[4];
        chip.transfer(new byte[] {0, 1, 2, 3}, read);
        assertThat(read).containsExactly(0xFF, 0xFE, 0xFD, 0xFC);
        byte[] after = new byte[2];
        chip.writeThenRead(new byte[] {1}, 0, 1, 0, after, 0, 2);
        assertThat(after).containsExactly(0xFF, 0xFF);
        assertThatThrownBy(() -> chip.write(new byte[5_000])).hasMessageContaining("spidev.bufsiz");
    }

    @Test
    void pwmKeepsTheKernelsRules() throws IOException {
        Pwm pwm = pi4j.create(Pwm.newConfigBuilder(pi4j)
                .id("pwm")
                .pwmType(PwmType.HARDWARE)
                .channel(1)
                .frequency(50)
                .dutyCycle(50)
                .shutdown(0));
        Path channel = Path.of("/sys/class/pwm/pwmchip0/pwm1");
        pwm.on();
        assertThat(channel.resolve("period")).content().isEqualTo("20000000\n");
        for (int frequency : new int[] {1_000, 50, 20_000, 60}) {
            pwm.setFrequency(frequency);
            long period = 1_000_000_000L / frequency;
            assertThat(channel.resolve("period")).content().isEqualTo(period + "\n");
            assertThat(channel.resolve("duty_cycle")).content().isEqualTo(period / 2 + "\n");
            assertThat(channel.resolve("enable")).content().isEqualTo("1\n");
        }
        pwm.close();
        assertThat(channel).doesNotExist();
    }

    private I2C i2c(String adapter, int address) throws IOException {
        return pi4j.create(I2C.newConfigBuilder(pi4j).bus(bus(adapter)).device(address));
    }

    /** The number of the bus whose adapter has a name that begins so. */
    static int bus(String adapter) throws IOException {
        try (DirectoryStream<Path> adapters = Files.newDirectoryStream(Path.of("/sys/class/i2c-adapter"))) {
            for (Path path : adapters) {
                if (Files.readString(path.resolve("name")).startsWith(adapter)) {
                    return Integer.parseInt(path.getFileName().toString().substring("i2c-".length()));
                }
            }
        }
        throw new IOException("no adapter is called " + adapter);
    }
}
