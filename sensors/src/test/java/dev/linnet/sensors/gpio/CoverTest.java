package dev.linnet.sensors.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.pi4j.io.gpio.digital.DigitalState;
import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.FakeTimer;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Machines;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.fake.FakeBoard;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoverTest {
    private static final int UP = 5;
    private static final int DOWN = 6;

    private final FakeBoard board = new FakeBoard();
    private final Hardware hardware = Machines.board(board);
    private final FakeTimer timer = new FakeTimer();
    private final Actuator cover = new CoverDriver().create(hardware, options(DOWN));

    @BeforeEach
    void open() throws IOException {
        cover.timer(timer);
        cover.open(new Sample.Numeric(0));
    }

    @AfterEach
    void shutDown() {
        cover.close();
        hardware.close();
    }

    @Test
    void standsStillAtFirst() throws IOException {
        assertThat(moving()).isEqualTo("stands");
        assertThat(cover.read()).isEqualTo(new Sample.Numeric(0));
    }

    @Test
    void movesToAPositionAndStops() throws IOException {
        to(40);
        assertThat(moving()).isEqualTo("up");
        timer.pass(Duration.ofSeconds(2));
        assertThat(position()).isCloseTo(20, within(0.001));
        timer.pass(Duration.ofSeconds(2));
        assertThat(moving()).isEqualTo("stands");
        assertThat(position()).isEqualTo(40);
        assertThat(timer.told()).isOne();
    }

    @Test
    void runsAgainstTheEndSwitchAtTheEnds() throws IOException {
        to(100);
        timer.pass(Duration.ofMillis(10_900));
        assertThat(moving()).isEqualTo("up");
        assertThat(position()).isEqualTo(100);
        timer.pass(Duration.ofMillis(100));
        assertThat(moving()).isEqualTo("stands");
        to(0);
        timer.pass(Duration.ofSeconds(11));
        assertThat(moving()).isEqualTo("stands");
        assertThat(position()).isZero();
    }

    @Test
    void anEndIsRunToEvenWhereItIsThoughtToStandThere() throws IOException {
        to(0);
        assertThat(moving()).isEqualTo("down");
        timer.pass(Duration.ofSeconds(1));
        assertThat(moving()).isEqualTo("stands");
    }

    @Test
    void restsBeforeItTurnsRound() throws IOException {
        to(100);
        timer.pass(Duration.ofSeconds(5));
        to(20);
        assertThat(moving()).isEqualTo("stands");
        timer.pass(Duration.ofMillis(499));
        assertThat(moving()).isEqualTo("stands");
        timer.pass(Duration.ofMillis(1));
        assertThat(moving()).isEqualTo("down");
        timer.pass(Duration.ofSeconds(3));
        assertThat(moving()).isEqualTo("stands");
        assertThat(position()).isEqualTo(20);
    }

    @Test
    void theSameWishAgainChangesNothing() throws IOException {
        to(100);
        timer.pass(Duration.ofSeconds(5));
        to(100);
        assertThat(moving()).isEqualTo("up");
        timer.pass(Duration.ofSeconds(6));
        assertThat(moving()).isEqualTo("stands");
    }

    @Test
    void stopsWhereItIsWhenTheAgentEnds() throws IOException {
        to(100);
        cover.close();
        assertThat(moving()).isEqualTo("stands");
        assertThat(timer.waiting()).isZero();
    }

    /** Whatever is asked and whenever: never both relays. */
    @Test
    void neverDrivesBothWays() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            to(random.nextInt(101));
            timer.pass(Duration.ofMillis(random.nextInt(3_000)));
            assertThat(moving()).isNotEqualTo("both");
            assertThat(position()).isBetween(0.0, 100.0);
        }
    }

    @Test
    void doesNotMoveWhenTheOtherRelayDoesNotObey() {
        board.breakLine(0, DOWN, "burnt out");
        assertThatThrownBy(() -> to(50)).hasMessageContaining("burnt out");
        assertThat(board.level(0, UP)).isEqualTo(DigitalState.LOW);
        board.breakLine(0, DOWN, "");
    }

    @Test
    void needsTwoLines() {
        assertThatThrownBy(() -> new CoverDriver().validate(options(UP))).isInstanceOf(OptionException.class);
    }

    private void to(double position) throws IOException {
        cover.write(new Sample.Numeric(position));
    }

    private double position() throws IOException {
        return ((Sample.Numeric) cover.read()).value();
    }

    private String moving() {
        boolean up = board.level(0, UP) == DigitalState.HIGH;
        boolean down = board.level(0, DOWN) == DigitalState.HIGH;
        return up && down ? "both" : up ? "up" : down ? "down" : "stands";
    }

    private static OptionValues options(int down) {
        return new OptionValues.Builder()
                .put(CoverDriver.OPEN_PIN, UP)
                .put(CoverDriver.CLOSE_PIN, down)
                .put(CoverDriver.TRAVEL, Duration.ofSeconds(10))
                .build();
    }
}
