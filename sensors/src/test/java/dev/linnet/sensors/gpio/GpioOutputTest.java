package dev.linnet.sensors.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pi4j.io.gpio.digital.DigitalState;
import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.FakeTimer;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Machines;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.fake.FakeBoard;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GpioOutputTest {
    private final FakeBoard board = new FakeBoard();
    private final Hardware hardware = Machines.board(board);

    @AfterEach
    void shutDown() {
        hardware.close();
    }

    private Actuator output(int pin, boolean activeLow) {
        return new GpioOutputDriver()
                .create(
                        hardware,
                        new OptionValues.Builder()
                                .put(Line.PIN, pin)
                                .put(Line.ACTIVE_LOW, activeLow)
                                .build());
    }

    @Test
    void startsInTheInitialStateAndSwitches() throws Exception {
        Actuator fan = output(27, false);
        fan.open(Sample.of(true));
        assertThat(board.level(0, 27)).isEqualTo(DigitalState.HIGH);
        fan.write(Sample.of(false));
        assertThat(board.level(0, 27)).isEqualTo(DigitalState.LOW);
        assertThat(fan.read()).isEqualTo(Sample.of(false));
    }

    @Test
    void aPulseEndsByItselfAndStartsAnewWhenItIsAskedForAgain() throws Exception {
        FakeTimer timer = new FakeTimer();
        Actuator opener = pulsed(timer);
        opener.open(Sample.of(true));
        assertThat(board.level(0, 5))
                .as("a pulse is not begun again by a restart")
                .isEqualTo(DigitalState.LOW);
        opener.write(Sample.of(true));
        timer.pass(Duration.ofMillis(400));
        opener.write(Sample.of(true));
        timer.pass(Duration.ofMillis(400));
        assertThat(opener.read()).isEqualTo(Sample.of(true));
        timer.pass(Duration.ofMillis(100));
        assertThat(board.level(0, 5)).isEqualTo(DigitalState.LOW);
        assertThat(timer.told()).isOne();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void aPulseIsCutShortByOffAndByTheEnd() throws Exception {
        FakeTimer timer = new FakeTimer();
        Actuator opener = pulsed(timer);
        opener.open(Sample.of(false));
        opener.write(Sample.of(true));
        opener.write(Sample.of(false));
        assertThat(board.level(0, 5)).isEqualTo(DigitalState.LOW);
        assertThat(timer.waiting()).isZero();
        opener.write(Sample.of(true));
        opener.close();
        assertThat(board.level(0, 5)).isEqualTo(DigitalState.LOW);
    }

    @Test
    void aBuzzerBeepsAndEnds() throws Exception {
        FakeTimer timer = new FakeTimer();
        Actuator buzzer = new BuzzerDriver()
                .create(
                        hardware,
                        new OptionValues.Builder()
                                .put(Line.PIN, 6)
                                .put(BuzzerDriver.BEEP, Duration.ofMillis(100))
                                .put(BuzzerDriver.GAP, Duration.ofMillis(50))
                                .put(BuzzerDriver.BEEPS, 2)
                                .build());
        buzzer.timer(timer);
        buzzer.open(Sample.of(false));
        buzzer.write(Sample.of(true));
        StringBuilder sound = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            sound.append(board.level(0, 6) == DigitalState.HIGH ? '#' : '.');
            timer.pass(Duration.ofMillis(50));
        }
        assertThat(sound).hasToString("##.##...");
        assertThat(timer.told()).isOne();
        buzzer.close();
    }

    private Actuator pulsed(FakeTimer timer) {
        Actuator opener = new GpioOutputDriver()
                .create(
                        hardware,
                        new OptionValues.Builder()
                                .put(Line.PIN, 5)
                                .put(GpioOutputDriver.PULSE, Duration.ofMillis(500))
                                .build());
        opener.timer(timer);
        return opener;
    }

    @Test
    void lowIsOnWhenActiveLow() throws Exception {
        Actuator relay = output(22, true);
        relay.open(Sample.of(false));
        assertThat(board.level(0, 22)).isEqualTo(DigitalState.HIGH);
        relay.write(Sample.of(true));
        assertThat(board.level(0, 22)).isEqualTo(DigitalState.LOW);
        assertThat(relay.read()).isEqualTo(Sample.of(true));
    }

    @Test
    void readsTheLineBackAndNotWhatWasWritten() throws Exception {
        Actuator relay = output(23, false);
        relay.open(Sample.of(true));
        board.drive(0, 23, DigitalState.LOW); // a short circuit wins
        assertThat(relay.read()).isEqualTo(Sample.of(false));
    }

    @Test
    void closingLeavesTheLevelAndLetsGoOfTheLine() throws Exception {
        Actuator relay = output(24, false);
        relay.open(Sample.of(true));
        relay.close();
        relay.close();
        assertThat(board.level(0, 24)).isEqualTo(DigitalState.HIGH);
        assertThatIOException().isThrownBy(() -> relay.write(Sample.of(false))).withMessage("gpio line 24 is not open");
        relay.open(Sample.of(false));
        assertThat(board.level(0, 24)).isEqualTo(DigitalState.LOW);
    }

    @Test
    void aFailingLineIsNamed() throws Exception {
        Actuator relay = output(25, false);
        relay.open(Sample.of(false));
        board.breakLine(0, 25, "Input/output error");
        assertThatIOException()
                .isThrownBy(() -> relay.write(Sample.of(true)))
                .withMessage("gpio line 25: Input/output error");
    }

    @Test
    void aLineThatIsTakenCanBeOpenedOnceItIsFree() throws Exception {
        Actuator relay = output(20, false);
        board.breakLine(0, 20, "in use by \"pump\"");
        assertThatIOException()
                .isThrownBy(() -> relay.open(Sample.of(true)))
                .withMessage("gpio line 20: in use by \"pump\"");
        board.breakLine(0, 20, "");
        relay.open(Sample.of(true));
        assertThat(relay.read()).isEqualTo(Sample.of(true));
    }

    @Test
    void takesOnlyOnAndOff() throws Exception {
        Actuator relay = output(26, false);
        relay.open(Sample.of(false));
        assertThatIllegalArgumentException().isThrownBy(() -> relay.write(new Sample.Numeric(1)));
    }
}
