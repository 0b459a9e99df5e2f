package dev.linnet.sensors.simulated;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.SensorDriver;
import java.time.Duration;
import java.util.List;

/** {@code driver: simulated-counter} */
public final class CounterDriver implements SensorDriver {
    static final Option<String> LOG = Option.word(
            "log", "", "a file to which each value is told, with the monotonic clock's nanoseconds, before it is sent");

    @Override
    public String name() {
        return "simulated-counter";
    }

    @Override
    public String summary() {
        return "1, 2, 3 …: so that a test sees whether one is lost or doubled";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(LOG);
    }

    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(ChannelSpec.number("", Quantity.COUNT));
    }

    @Override
    public Sensor create(Hardware hardware, OptionValues options) {
        return new CounterSensor(channels(options).getFirst(), new TruthLog(options.get(LOG)), hardware::nanoTime);
    }
}
