package dev.linnet.agent.command;

import dev.linnet.agent.config.ActuatorSettings;
import dev.linnet.agent.config.ActuatorSettings.FailSafe;
import dev.linnet.agent.sampling.Recorder;
import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.MemorySpool;
import dev.linnet.agent.spool.SpooledReading;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import dev.linnet.sensors.ActuatorDriver;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Drivers;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A fan and a dimmer, and workers that work when the test lets them. */
final class CommandFixture {
    private static final ActuatorDriver ANY = Drivers.ACTUATORS.getFirst();

    final VirtualLoop loop = new VirtualLoop();
    final MemorySpool spool = new MemorySpool("b", 1 << 20);
    final ScriptedActuator fan = new ScriptedActuator(ChannelSpec.flag("", Quantity.FAN));
    final ScriptedActuator lamp = new ScriptedActuator(ChannelSpec.number("", Quantity.BRIGHTNESS, 0, 100));
    final List<Result> results = new ArrayList<>();
    final Queue<Runnable> work = new ArrayDeque<>();
    boolean workersEnded;
    final ActuatorUnit fanUnit;
    final ActuatorUnit lampUnit;
    final CommandExecutor executor;

    CommandFixture(@Nullable FailSafe failSafe) {
        Recorder recorder = new Recorder(spool, () -> {});
        fanUnit = new ActuatorUnit(settings("fan", Sample.of(false), failSafe), fan, recorder, loop, this::toWorkers);
        lampUnit =
                new ActuatorUnit(settings("lamp", new Sample.Numeric(0), null), lamp, recorder, loop, this::toWorkers);
        executor = new CommandExecutor(loop, List.of(fanUnit, lampUnit), Set.of("door"), results::add);
    }

    private static ActuatorSettings settings(String id, Sample.Value initial, @Nullable FailSafe failSafe) {
        return new ActuatorSettings(id, ANY, OptionValues.none(), Duration.ofMinutes(1), initial, failSafe);
    }

    private void toWorkers(Runnable task) {
        if (workersEnded) {
            throw new RejectedExecutionException("no thread is left");
        }
        work.add(task);
    }

    void submit(String id, String channel, Value value) {
        submit(id, channel, value, Duration.ofSeconds(10));
    }

    void submit(String id, String channel, Value value, Duration ttl) {
        executor.submit(new Command(id, channel, value, ttl));
        loop.settle();
    }

    /** Lets the workers do everything that waits for them. */
    void work() {
        loop.settle();
        while (!work.isEmpty()) {
            work.remove().run();
        }
        loop.settle();
    }

    /** What was recorded of that channel. */
    List<Value> readings(String channel) {
        return spool.next("b", 0, 10_000).stream()
                .filter(reading -> reading.channel().equals(channel))
                .map(SpooledReading::value)
                .toList();
    }
}
