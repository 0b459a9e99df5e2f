package dev.linnet.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.sampling.Recorder;
import dev.linnet.agent.sampling.Sampler;
import dev.linnet.protocol.Value;
import dev.linnet.sensors.Sample;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An actuator as the sampler sees it: opened in its initial state, read back now and then. */
class ActuatorUnitTest {
    private final CommandFixture f = new CommandFixture(null);
    private final Sampler sampler = new Sampler(f.loop, List.of(f.fanUnit.asSensor()), new Recorder(f.spool, () -> {}));

    private void minute() {
        f.loop.advance(Duration.ofMinutes(1));
        f.work();
    }

    @Test
    void startsInItsInitialStateAndReportsItsStateNowAndThen() {
        sampler.start();
        f.work();
        assertThat(f.fan.log).containsExactly("open off");
        assertThat(f.readings("fan")).containsExactly(Value.of(false));
        minute();
        assertThat(f.readings("fan")).containsExactly(Value.of(false), Value.of(false));
        assertThat(f.fan.log).containsExactly("open off");
    }

    @Test
    void aFaultThatHasPassedSwitchesNothingBack() {
        sampler.start();
        f.work();
        f.submit("c1", "fan", Value.of(true));
        f.work();
        f.fan.fault = "Input/output error";
        minute();
        f.fan.fault = null;
        minute();
        assertThat(f.fan.log).startsWith("open off", "write on").endsWith("open on");
        assertThat(f.readings("fan")).last().isEqualTo(Value.of(true));
    }

    @Test
    void whatItDoesByItselfIsReported() {
        f.submit("c1", "fan", Value.of(true));
        f.work();
        f.fan.later(Duration.ofMillis(500), Sample.of(false));
        f.loop.advance(Duration.ofMillis(499));
        f.work();
        assertThat(f.readings("fan")).containsExactly(Value.of(true));
        f.loop.advance(Duration.ofMillis(1));
        f.work();
        assertThat(f.fan.log).containsExactly("open on", "by itself off");
        assertThat(f.readings("fan")).containsExactly(Value.of(true), Value.of(false));
    }

    @Test
    void whatWasCalledOffIsNotDone() {
        f.submit("c1", "fan", Value.of(true));
        f.work();
        f.fan.later(Duration.ofMillis(500), Sample.of(false)).cancel();
        f.loop.advance(Duration.ofSeconds(1));
        f.work();
        assertThat(f.fan.log).containsExactly("open on");
    }

    @Test
    void whatItDoesByItselfComesAfterAllEvenIfTooMuchWaits() {
        f.submit("c1", "fan", Value.of(true));
        f.work();
        f.fan.later(Duration.ofMillis(500), Sample.of(false));
        for (int i = 0; i < 40; i++) {
            f.submit("flood" + i, "fan", Value.of(true));
        }
        f.loop.advance(Duration.ofMillis(500));
        f.work();
        f.loop.advance(Duration.ofMillis(100));
        f.work();
        assertThat(f.fan.log).endsWith("by itself off");
    }

    @Test
    void letsGoAfterEverythingThatWaits() {
        AtomicInteger closed = new AtomicInteger();
        f.submit("c1", "fan", Value.of(true));
        f.fanUnit.close(closed::incrementAndGet);
        assertThat(closed).hasValue(0);
        f.work();
        assertThat(f.fan.log).containsExactly("open on", "close");
        assertThat(closed).hasValue(1);
        f.workersEnded = true;
        f.fanUnit.close(closed::incrementAndGet);
        assertThat(closed).hasValue(2);
    }
}
