package dev.linnet.sensors.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.pi4j.Pi4J;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Machines;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Recorded;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.fake.FakeBoard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GpioInputTest {
    private final FakeBoard board = new FakeBoard();
    private final Hardware hardware = Machines.board(board);
    private final GpioInputDriver driver = new GpioInputDriver();
    private final Recorded edges = new Recorded();

    @AfterEach
    void shutDown() {
        hardware.close();
    }

    private static OptionValues.Builder pin(int pin) {
        return new OptionValues.Builder().put(Line.PIN, pin);
    }

    private Sensor open(OptionValues options) throws Exception {
        Sensor sensor = driver.create(hardware, options);
        sensor.open(edges);
        return sensor;
    }

    private static Sample read(Sensor sensor) throws Exception {
        Recorded recorded = new Recorded();
        sensor.sample(recorded);
        return recorded.samples().getFirst();
    }

    @Test
    void tellsEachEdgeAtOnceAndReadsTheLevelAtAnyTime() throws Exception {
        Sensor door = open(pin(17).build());
        assertThat(read(door)).isEqualTo(Sample.of(false));
        board.drive(0, 17, DigitalState.HIGH);
        board.drive(0, 17, DigitalState.HIGH);
        board.drive(0, 17, DigitalState.LOW);
        board.drive(0, 18, DigitalState.HIGH);
        board.drive(1, 17, DigitalState.HIGH);
        assertThat(edges.samples()).containsExactly(Sample.of(true), Sample.of(false));
        assertThat(read(door)).isEqualTo(Sample.of(false));
    }

    @Test
    void lowIsOnWhenActiveLow() throws Exception {
        Sensor button =
                open(pin(4).put(Line.ACTIVE_LOW, true).put(Pull.OPTION, Pull.UP).build());
        assertThat(read(button)).isEqualTo(Sample.of(false));
        board.drive(0, 4, DigitalState.LOW);
        assertThat(edges.samples()).containsExactly(Sample.of(true));
        assertThat(read(button)).isEqualTo(Sample.of(true));
    }

    @Test
    void asksThePi4jProviderForThePullAndTheDebounceInMicroseconds() throws Exception {
        open(pin(5).put(Line.CHIP, "3")
                .put(Pull.OPTION, Pull.DOWN)
                .put(GpioInputDriver.DEBOUNCE, Duration.ofMillis(30))
                .build());
        DigitalInput input = hardware.pi4j().io("gpio-3-5", DigitalInput.class);
        assertThat(input.config().debounce()).isEqualTo(30_000L);
        assertThat(input.config().pull()).isEqualTo(Pull.DOWN.resistance());
        assertThat(input.config().bus()).isEqualTo(3);
        assertThat(input.config().bcm()).isEqualTo(5);
    }

    @Test
    void aBrokenLineIsNamedAndComesBackWhenOpenedAgain() throws Exception {
        board.breakLine(0, 6, "in use by \"fan\"");
        Sensor sensor = driver.create(hardware, pin(6).build());
        assertThatIOException().isThrownBy(() -> sensor.open(edges)).withMessage("gpio line 6: in use by \"fan\"");
        assertThatIOException().isThrownBy(() -> sensor.sample(edges)).withMessage("gpio line 6 is not open");
        board.breakLine(0, 6, "");
        sensor.open(edges);
        assertThat(read(sensor)).isEqualTo(Sample.of(false));
    }

    @Test
    void closingLetsGoOfTheLineAndTellsNoMoreEdges() throws Exception {
        Sensor sensor = open(pin(7).build());
        sensor.close();
        sensor.close();
        board.drive(0, 7, DigitalState.HIGH);
        assertThat(edges.samples()).isEmpty();
        try (Sensor again = open(pin(7).build())) {
            assertThat(read(again)).isEqualTo(Sample.of(true));
        }
    }

    @Test
    void claimsItsLine() {
        assertThat(driver.claims(pin(17).build())).containsExactly(new Claim("gpio line 17", "pin"));
    }

    @Test
    void saysWhatIsMissingWhereNoProviderIs() {
        Hardware bare = new Hardware(
                Path.of("/"),
                Path.of("target/state"),
                new Random(1),
                () -> Pi4J.newContextBuilder().noAutoDetect().build());
        try (bare) {
            assertThatIOException()
                    .isThrownBy(() -> driver.create(bare, pin(1).build()).open(edges))
                    .withMessage("gpio line 1: no Pi4J provider for digital inputs is on the class path");
        }
    }
}
