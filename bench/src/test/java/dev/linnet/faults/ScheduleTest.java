package dev.linnet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Fault SHORT = new Fault("short", 100, 1_000, step -> () -> {});
    private static final Fault LONG = new Fault("long", 2_000, 8_000, step -> () -> {});
    private static final Target TARGET = new Target("hub", Duration.ofSeconds(5), List.of(SHORT, LONG));

    @Test
    void theSameSeedDrawsTheSameAndAnotherDrawsAnother() {
        List<Step> steps = Schedule.draw(7, TARGET, Duration.ofMinutes(5));
        assertThat(Schedule.draw(7, TARGET, Duration.ofMinutes(5))).isEqualTo(steps);
        assertThat(Schedule.draw(8, TARGET, Duration.ofMinutes(5))).isNotEqualTo(steps);
        assertThat(Schedule.draw(7, new Target("broker", TARGET.peace(), TARGET.faults()), Duration.ofMinutes(5)))
                .isNotEqualTo(steps);
    }

    @Test
    void aLongerScheduleBeginsAsTheShorterOneButForWhatThatHadToShorten() {
        List<Step> steps = Schedule.draw(7, TARGET, Duration.ofMinutes(1));
        assertThat(Schedule.draw(7, TARGET, Duration.ofMinutes(60)))
                .startsWith(steps.subList(0, steps.size() - 1).toArray(new Step[0]));
    }

    @Test
    void eachKindComesBeforeAnyComesAgainAndAllIsWithinBounds() {
        List<Step> steps = Schedule.draw(1, TARGET, Duration.ofMinutes(60));
        assertThat(steps).hasSizeGreaterThan(100);
        for (int i = 0; i + 1 < steps.size(); i += 2) {
            assertThat(List.of(steps.get(i).fault(), steps.get(i + 1).fault())).containsExactlyInAnyOrder(SHORT, LONG);
        }
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.lasts())
                    .isBetween(step.fault().least(), step.fault().most());
            assertThat(step.after()).isBetween(Duration.ofSeconds(1), TARGET.peace());
            assertThat(step.draw(3, 5)).isBetween(3L, 5L);
        });
    }

    @Test
    void nothingLastsLongerThanTheSchedule() {
        Duration length = Duration.ofSeconds(30);
        Duration sum = Schedule.draw(3, TARGET, length).stream()
                .map(step -> step.after().plus(step.lasts()))
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(sum).isLessThanOrEqualTo(length);
    }
}
