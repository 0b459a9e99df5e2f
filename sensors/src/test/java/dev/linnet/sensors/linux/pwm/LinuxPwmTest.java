package dev.linnet.sensors.linux.pwm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfigBuilder;
import com.pi4j.io.pwm.PwmPolarity;
import com.pi4j.io.pwm.PwmType;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PWM as Pi4J's users see it, on files such as the kernel shows. */
class LinuxPwmTest {
    @TempDir
    Path sys;

    private Context pi4j;

    @BeforeEach
    void start() {
        pi4j = Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(LinuxPlugin.providers(new LinuxDevices(new FakeKernel(), sys, sys, null)))
                .build();
    }

    @AfterEach
    void stop() {
        pi4j.shutdown();
    }

    @Test
    void setsPeriodAndDutyCycle() throws IOException {
        Path channel = chip(0, 2, 0);
        Pwm pwm = pi4j.create(pwm().channel(0).frequency(50).dutyCycle(25));
        assertThat(read(channel, "enable")).isEqualTo("0");
        pwm.on();
        assertThat(read(channel, "period")).isEqualTo("20000000");
        assertThat(read(channel, "duty_cycle")).isEqualTo("5000000");
        assertThat(read(channel, "enable")).isEqualTo("1");
        pwm.setDutyCycle(100);
        assertThat(read(channel, "duty_cycle")).isEqualTo("20000000");
        pwm.setFrequency(1_000);
        assertThat(read(channel, "period")).isEqualTo("1000000");
        assertThat(pwm.getActualFrequency()).isEqualTo(1_000);
        pwm.off();
        assertThat(read(channel, "enable")).isEqualTo("0");
    }

    @Test
    void endsAtItsShutdownValue() throws IOException {
        Path channel = chip(0, 2, 0);
        Pwm pwm = pi4j.create(
                pwm().channel(0).frequency(100).initial(50).shutdown(0).polarity(PwmPolarity.INVERSED));
        assertThat(read(channel, "polarity")).isEqualTo("inversed");
        assertThat(read(channel, "enable")).isEqualTo("1");
        pwm.close();
        assertThat(read(channel, "enable")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({"12, 2, 0", "13, 2, 1", "18, 2, 0", "19, 2, 1", "12, 4, 0", "18, 4, 2", "19, 4, 3"})
    void knowsTheHeadersPins(int bcm, int channels, int expected) throws IOException {
        Path channel = chip(0, channels, expected);
        pi4j.create(pwm().bcm(bcm).frequency(100).dutyCycle(50)).on();
        assertThat(read(channel, "enable")).isEqualTo("1");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> pi4j.create(pwm().channel(0)))
                .hasMessageStartingWith("pwm: this machine shows no PWM chip: switch PWM on");
        chip(0, 2, 0);
        assertThatThrownBy(() -> pi4j.create(pwm().bcm(17))).hasMessageContaining("GPIO 17 has no hardware PWM");
        assertThatThrownBy(() -> pi4j.create(pwm().chip(3).channel(0)))
                .hasMessageStartingWith("pwm: there is no pwmchip3 (there are pwmchip0)");
        chip(1, 2, 0);
        assertThatThrownBy(() -> pi4j.create(pwm().channel(0)))
                .hasMessage("pwm: there are pwmchip0, pwmchip1: choose one by its number");
        assertThatThrownBy(() -> pi4j.create(pwm().channel(0).pwmType(PwmType.SOFTWARE)))
                .hasMessageContaining("only hardware PWM");
    }

    private PwmConfigBuilder pwm() {
        return Pwm.newConfigBuilder(pi4j).id("pwm").pwmType(PwmType.HARDWARE);
    }

    private Path chip(int number, int channels, int channel) throws IOException {
        Path chip = Files.createDirectories(sys.resolve("class/pwm/pwmchip" + number));
        Files.writeString(chip.resolve("npwm"), channels + "\n");
        Files.createFile(chip.resolve("export"));
        Path folder = Files.createDirectories(chip.resolve("pwm" + channel));
        for (String file : new String[] {"period", "duty_cycle", "enable"}) {
            Files.writeString(folder.resolve(file), "0\n");
        }
        Files.writeString(folder.resolve("polarity"), "normal\n");
        return folder;
    }

    private static String read(Path channel, String file) throws IOException {
        return Files.readString(channel.resolve(file)).strip();
    }
}
