package dev.linnet.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.sampling.Recorder;
import dev.linnet.agent.sampling.Sampler;
import dev.linnet.protocol.Value;
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
