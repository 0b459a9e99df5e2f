package dev.linnet.agent.command;

import dev.linnet.agent.sampling.Wire;
import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import dev.linnet.sensors.Range;
import dev.linnet.sensors.Sample;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** Executes each command at most once and gives exactly one result for it. Owned by the loop. */
public final class CommandExecutor {
    /** A driver that takes longer has failed; what the hardware does afterwards nobody knows. */
    static final Duration DRIVER_TIMEOUT = Duration.ofSeconds(30);

    /** A longer time to live is as good as this one. */
    private static final Duration MAX_TTL = Duration.ofDays(30);

    private final Scheduler loop;
    private final Map<String, ActuatorUnit> units = new LinkedHashMap<>();
    private final Set<String> sensors;
    private final Consumer<Result> results;
    private final CommandMemory memory = new CommandMemory();
    private boolean stopped;

    /**
     * Wires.
     *
     * @param sensors channels that can only be read, to say so
     * @param results hears each result, on the loop
     */
    public CommandExecutor(Scheduler loop, List<ActuatorUnit> units, Set<String> sensors, Consumer<Result> results) {
        this.loop = loop;
        this.sensors = Set.copyOf(sensors);
        this.results = results;
        units.forEach(unit -> this.units.put(unit.id(), unit));
    }

    /** Takes a command that has just arrived; its time to live counts from now. */
    public void submit(Command command) {
        assert loop.isCurrentThread();
        CommandMemory.Entry known = memory.find(command.id());
        if (known != null) {
            again(known, command);
            return;
        }
        memory.begin(command);
        ActuatorUnit unit = units.get(command.channel());
        String objection = objection(command, unit);
        if (unit == null || objection != null) {
            end(Result.rejected(command.id(), String.valueOf(objection)));
            return;
        }
        execute(command, unit);
    }

    private void again(CommandMemory.Entry known, Command command) {
        if (!known.command().channel().equals(command.channel())
                || !known.command().value().equals(command.value())) {
            Logger.warn("command id {} came for two different commands; the first one counts", command.id());
        }
        Result result = known.result();
        if (result != null) {
            results.accept(result);
        }
    }

    /** Why it cannot be tried, or null. */
    private @Nullable String objection(Command command, @Nullable ActuatorUnit unit) {
        String channel = command.channel();
        if (stopped) {
            return "the agent is stopping";
        }
        if (unit == null) {
            return sensors.contains(channel)
                    ? "channel '" + channel + "' is a sensor and takes no commands"
                    : "no channel '" + channel + "'"
                            + (units.isEmpty()
                                    ? "; this device has no actuators"
                                    : " (one of: " + String.join(", ", units.keySet()) + ")");
        }
        Sample.Value value = Wire.sample(command.value());
        if (!value.is(unit.channel().type())) {
            String expected = switch (unit.channel().type()) {
                case NUMBER -> "a number";
                case BOOLEAN -> "true or false";
                case TEXT -> "text";
            };
            return channel + " takes " + expected + ", not '" + command.value() + "'";
        }
        Range range = unit.channel().range();
        if (range != null && value instanceof Sample.Numeric(double number) && !range.contains(number)) {
            return channel + " takes " + Value.of(range.min()) + " to " + Value.of(range.max()) + ", not "
                    + command.value();
        }
        return null;
    }

    private void execute(Command command, ActuatorUnit unit) {
        String id = command.id();
        Duration ttl = command.ttl().compareTo(MAX_TTL) > 0 ? MAX_TTL : command.ttl();
        long deadline = loop.nanoTime() + ttl.toNanos();
        // Whoever takes it decides the command's way: the worker whose turn has come, or the end of its time.
        AtomicBoolean taken = new AtomicBoolean();
        Scheduler.Timer expiry = loop.schedule(ttl, () -> {
            if (!taken.getAndSet(true)) {
                end(Result.expired(id, "not begun within " + ttl.toMillis() + " ms"));
            }
        });
        ActuatorUnit.Begin begin = () -> {
            if (loop.nanoTime() - deadline >= 0 || taken.getAndSet(true)) {
                return false;
            }
            loop.execute(() -> {
                expiry.cancel();
                loop.schedule(
                        DRIVER_TIMEOUT,
                        () -> end(Result.failed(
                                id,
                                "no answer from the driver for " + DRIVER_TIMEOUT.toSeconds()
                                        + " s; the state is unknown")));
            });
            return true;
        };
        try {
            unit.set(Wire.sample(command.value()), begin, new ActuatorUnit.Outcome() {
                @Override
                public void done(Sample.Value readBack) {
                    loop.execute(() -> end(Result.done(id, Wire.value(readBack))));
                }

                @Override
                public void failed(String reason) {
                    loop.execute(() -> end(Result.failed(id, reason)));
                }
            });
        } catch (RejectedExecutionException e) {
            taken.set(true);
            expiry.cancel();
            end(Result.rejected(id, command.channel() + " is busy: " + e.getMessage()));
        }
    }

    private void end(Result result) {
        if (!memory.end(result, loop.nanoTime())) {
            return; // the driver's late answer, or the timer of a command that has long ended
        }
        Logger.info(
                "command {}: {}{}",
                result.id(),
                result.status(),
                result.reason().isEmpty() ? " " + result.value() : ": " + result.reason());
        results.accept(result);
    }

    /** Rejects whatever comes from now on. */
    public void stop() {
        assert loop.isCurrentThread();
        stopped = true;
    }
}
