package dev.linnet.sensors.simulated;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorDriver;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import java.util.List;

/** {@code driver: simulated-dimmer} */
public final class DimmerDriver implements ActuatorDriver {
    static final Option<String> LOG = Option.word(
            "log", "", "a file to which each level is told, with the monotonic clock's nanoseconds, when it is set");

    @Override
    public String name() {
        return "simulated-dimmer";
    }

    @Override
    public String summary() {
        return "a dimmer from 0 to 100 % that only remembers its level";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(RelayDriver.DELAY, LOG);
    }

    @Override
    public ChannelSpec channel(OptionValues options) {
        return ChannelSpec.number("", Quantity.BRIGHTNESS, 0, 100);
    }

    @Override
    public Sample.Value rest(OptionValues options) {
        return new Sample.Numeric(0);
    }

    @Override
    public Actuator create(Hardware hardware, OptionValues options) {
        return new SimulatedActuator(
                channel(options), options.get(RelayDriver.DELAY), new TruthLog(options.get(LOG)), hardware::nanoTime);
    }
}
