package dev.linnet.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.config.ActuatorSettings.FailSafe;
import dev.linnet.protocol.Value;
import dev.linnet.sensors.Sample;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailSafeGuardTest {
    private final CommandFixture f = new CommandFixture(new FailSafe(Sample.of(false), Duration.ofSeconds(60)));
    private final FailSafeGuard guard = new FailSafeGuard(f.loop, List.of(f.fanUnit, f.lampUnit));

    private void switchOn() {
        f.submit("on", "fan", Value.of(true));
        f.work();
        f.fan.log.clear();
    }

    @Test
    void withoutAHubForSoLongTheActuatorFallsBackOnceAndSaysSo() {
        switchOn();
        guard.linkDown();
        f.loop.advance(Duration.ofSeconds(59));
        f.work();
        assertThat(f.fan.log).isEmpty();
        f.loop.advance(Duration.ofSeconds(1));
        f.work();
        assertThat(f.fan.log).containsExactly("write off");
        assertThat(f.readings("fan")).containsExactly(Value.of(true), Value.of(false));
        guard.linkDown();
        f.loop.advance(Duration.ofHours(1));
        f.work();
        assertThat(f.fan.log).containsExactly("write off");
        assertThat(f.lamp.log).isEmpty();
    }

    @Test
    void aHubThatComesBackInTimeChangesNothing() {
        switchOn();
        guard.linkDown();
        f.loop.advance(Duration.ofSeconds(59));
        guard.linkUp();
        f.loop.advance(Duration.ofHours(1));
        f.work();
        assertThat(f.fan.log).isEmpty();
        guard.linkDown();
        f.loop.advance(Duration.ofSeconds(60));
        f.work();
        assertThat(f.fan.log).containsExactly("write off");
    }

    @Test
    void anActuatorThatDoesNotObeyIsToldAgainUntilItDoesOrTheHubIsBack() {
        switchOn();
        f.fan.fault = "Input/output error";
        guard.linkDown();
        f.loop.advance(Duration.ofSeconds(60));
        f.work();
        f.loop.advance(Duration.ofSeconds(10));
        f.work();
        f.fan.fault = null;
        f.fan.stuckAt = Sample.of(true);
        f.loop.advance(Duration.ofSeconds(10));
        f.work();
        f.fan.stuckAt = null;
        f.loop.advance(Duration.ofSeconds(10));
        f.work();
        f.loop.advance(Duration.ofHours(1));
        f.work();
        assertThat(f.fan.log).containsExactly("write off", "open off", "open off", "write off");

        switchOn();
        guard.linkUp();
        guard.linkDown();
        f.fan.fault = "Input/output error";
        f.loop.advance(Duration.ofSeconds(60));
        f.work();
        guard.linkUp();
        f.loop.advance(Duration.ofHours(1));
        f.work();
        assertThat(f.fan.log).containsExactly("write off");
    }

    @Test
    void atTheEndEveryGuardedActuatorIsMadeSafe() {
        switchOn();
        AtomicInteger answered = new AtomicInteger();
        assertThat(guard.size()).isEqualTo(1);
        guard.stop(answered::incrementAndGet);
        assertThat(answered).hasValue(0);
        f.work();
        assertThat(answered).hasValue(1);
        assertThat(f.fan.log).containsExactly("write off");
        f.fan.fault = "gone";
        guard.stop(answered::incrementAndGet);
        f.work();
        assertThat(answered).hasValue(2);
        f.workersEnded = true;
        guard.stop(answered::incrementAndGet);
        assertThat(answered).hasValue(3);
    }
}
