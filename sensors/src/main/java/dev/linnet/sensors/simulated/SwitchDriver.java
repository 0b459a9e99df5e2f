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

/** {@code driver: simulated-switch} */
public final class SwitchDriver implements SensorDriver {
    static final Option<Duration> PERIOD =
            Option.time("period", Duration.ofMillis(1), Duration.ofSeconds(20), "how long it stays in each position");
    static final Option<Quantity> QUANTITY =
            Option.choice("quantity", Quantity.class, Quantity.DOOR, "what it pretends to watch");

    @Override
    public String name() {
        return "simulated-switch";
    }

    @Override
    public String summary() {
        return "a contact that opens and closes by itself";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(PERIOD, QUANTITY);
    }

    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(ChannelSpec.flag("", options.get(QUANTITY)));
    }

    @Override
    public Sensor create(Hardware hardware, OptionValues options) {
        return new SwitchSensor(channels(options).getFirst(), options.get(PERIOD), hardware::nanoTime);
    }
}
