package dev.linnet.agent.command;

import dev.linnet.agent.config.ActuatorSettings.FailSafe;
import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.sensors.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** Puts actuators into their fail-safe states when there has been no hub for too long, and when the agent stops. */
public final class FailSafeGuard {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Scheduler loop;
    private final List<Guarded> guarded = new ArrayList<>();

    /** One actuator's guard; owned by the loop. */
    private static final class Guarded {
        private final ActuatorUnit unit;
        private final FailSafe failSafe;
        private Scheduler.@Nullable Timer timer;

        Guarded(ActuatorUnit unit, FailSafe failSafe) {
            this.unit = unit;
            this.failSafe = failSafe;
        }
    }

    public FailSafeGuard(Scheduler loop, List<ActuatorUnit> units) {
        this.loop = loop;
        for (ActuatorUnit unit : units) {
            FailSafe failSafe = unit.settings().failSafe();
            if (failSafe != null) {
                guarded.add(new Guarded(unit, failSafe));
            }
        }
    }

    /** There is no hub from now on; also the state in which an agent starts. */
    public void linkDown() {
        assert loop.isCurrentThread();
        for (Guarded each : guarded) {
            Duration after = each.failSafe.after();
            if (after != null && each.timer == null) {
                each.timer = loop.schedule(after, () -> fallBack(each, after));
            }
        }
    }

    public void linkUp() {
        assert loop.isCurrentThread();
        for (Guarded each : guarded) {
            if (each.timer != null) {
                each.timer.cancel();
                each.timer = null;
            }
        }
    }

    private void fallBack(Guarded each, Duration after) {
        Logger.warn(
                "no hub for {} s: {} takes its fail-safe state {}",
                after.toMillis() / 1000.0,
                each.unit.id(),
                words(each.failSafe.state()));
        force(each);
    }

    private void force(Guarded each) {
        try {
            each.unit.set(each.failSafe.state(), () -> true, new ActuatorUnit.Outcome() {
                @Override
                public void done(Sample.Value readBack) {
                    if (!readBack.equals(each.failSafe.state())) {
                        failed("it reads back " + words(readBack));
                    }
                }

                @Override
                public void failed(String reason) {
                    complain(each, reason);
                    loop.execute(() -> again(each));
                }
            });
        } catch (RejectedExecutionException e) {
            complain(each, e.getMessage());
            again(each);
        }
    }

    private void again(Guarded each) {
        // Not once the hub is back: then the hub decides.
        if (each.timer != null) {
            each.timer = loop.schedule(RETRY, () -> force(each));
        }
    }

    /** How many actuators have a fail-safe state. */
    public int size() {
        return guarded.size();
    }

    /** Puts every guarded actuator into its fail-safe state; {@code answered} is called once for each, on any thread. */
    public void stop(Runnable answered) {
        assert loop.isCurrentThread();
        linkUp();
        for (Guarded each : guarded) {
            try {
                each.unit.set(each.failSafe.state(), () -> true, new ActuatorUnit.Outcome() {
                    @Override
                    public void done(Sample.Value readBack) {
                        answered.run();
                    }

                    @Override
                    public void failed(String reason) {
                        complain(each, reason);
                        answered.run();
                    }
                });
            } catch (RejectedExecutionException e) {
                complain(each, e.getMessage());
                answered.run();
            }
        }
    }

    private static void complain(Guarded each, @Nullable String reason) {
        Logger.error("{} does not take its fail-safe state: {}", each.unit.id(), reason);
    }

    private static String words(Sample.Value value) {
        if (value instanceof Sample.Bool(boolean on)) {
            return on ? "on" : "off";
        }
        return value instanceof Sample.Numeric(double number) ? Double.toString(number) : ((Sample.Text) value).value();
    }
}
