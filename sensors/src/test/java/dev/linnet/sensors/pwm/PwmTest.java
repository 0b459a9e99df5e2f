package dev.linnet.sensors.pwm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.FakeTimer;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PwmTest {
    @TempDir
    Path root;

    private final FakeTimer timer = new FakeTimer();
    private PwmFolders files;

    @BeforeEach
    void machine() throws IOException {
        files = new PwmFolders(root);
    }

    @Test
    void aDimmerSetsItsShareAtOnce() throws IOException {
        Actuator lamp = dimmer(Duration.ZERO);
        lamp.open(new Sample.Numeric(25));
        assertThat(files.read("period")).isEqualTo("1000000");
        assertThat(files.read("duty_cycle")).isEqualTo("250000");
        assertThat(files.read("enable")).isEqualTo("1");
        lamp.write(new Sample.Numeric(33.3));
        assertThat(files.read("duty_cycle")).isEqualTo("333000");
        assertThat(lamp.read()).isEqualTo(new Sample.Numeric(33.3));
        lamp.close();
        assertThatThrownBy(lamp::read).hasMessage("pwm at line 18 is not open");
    }

    @Test
    void aDimmerFadesAndCanBeToldOtherwiseOnTheWay() throws IOException {
        Actuator lamp = dimmer(Duration.ofSeconds(1));
        lamp.open(new Sample.Numeric(0));
        lamp.write(new Sample.Numeric(100));
        assertThat(lamp.read()).isEqualTo(new Sample.Numeric(100));
        timer.pass(Duration.ofMillis(480));
        assertThat(files.read("duty_cycle")).isEqualTo("500000");
        lamp.write(new Sample.Numeric(40));
        timer.pass(Duration.ofMillis(200));
        assertThat(files.read("duty_cycle")).isEqualTo("400000");
        assertThat(timer.waiting()).isZero();
        assertThat(timer.told()).isOne();
    }

    @Test
    void aServoStandsByTheWidthOfItsPulse() throws IOException {
        Actuator servo = servo(Duration.ZERO);
        servo.open(new Sample.Numeric(90));
        assertThat(files.read("period")).isEqualTo("20000000");
        assertThat(files.read("duty_cycle")).isEqualTo("1500000");
        servo.write(new Sample.Numeric(0));
        assertThat(files.read("duty_cycle")).isEqualTo("1000000");
        servo.write(new Sample.Numeric(1));
        assertThat(files.read("duty_cycle")).as("one degree").isEqualTo("1005556");
        servo.write(new Sample.Numeric(180));
        assertThat(files.read("duty_cycle")).isEqualTo("2000000");
    }

    @Test
    void aServoLetsGo() throws IOException {
        Actuator servo = servo(Duration.ofSeconds(1));
        servo.open(new Sample.Numeric(90));
        timer.pass(Duration.ofMillis(999));
        assertThat(files.read("enable")).isEqualTo("1");
        timer.pass(Duration.ofMillis(1));
        assertThat(files.read("enable")).isEqualTo("0");
        servo.write(new Sample.Numeric(91));
        assertThat(files.read("enable")).isEqualTo("1");
    }

    @Test
    void theOptionsMustGoTogether() {
        assertThatThrownBy(() -> new PwmDriver().validate(new OptionValues.Builder().build()))
                .isInstanceOf(OptionException.class)
                .hasMessage("either a pin or a channel is needed");
        OptionValues wrong = new OptionValues.Builder()
                .put(PwmPlace.PIN, 18)
                .put(ServoDriver.MIN_PULSE, Duration.ofMillis(2))
                .build();
        assertThatThrownBy(() -> new ServoDriver().validate(wrong)).hasMessage("must be longer than min-pulse");
    }

    private Actuator dimmer(Duration fade) {
        Actuator lamp = new PwmDriver()
                .create(
                        files.hardware(),
                        new OptionValues.Builder()
                                .put(PwmPlace.PIN, 18)
                                .put(PwmDriver.FADE, fade)
                                .build());
        lamp.timer(timer);
        return lamp;
    }

    private Actuator servo(Duration release) {
        Actuator servo = new ServoDriver()
                .create(
                        files.hardware(),
                        new OptionValues.Builder()
                                .put(PwmPlace.PIN, 18)
                                .put(ServoDriver.RELEASE, release)
                                .build());
        servo.timer(timer);
        return servo;
    }
}
