package dev.linnet.sensors.simulated;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorDriver;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import java.time.Duration;
import java.util.List;

/** {@code driver: simulated-relay} */
public final class RelayDriver implements ActuatorDriver {
    static final Option<Duration> DELAY =
            Option.time("delay", Duration.ZERO, Duration.ZERO, "how long it takes to switch");
    static final Option<Quantity> QUANTITY =
            Option.choice("quantity", Quantity.class, Quantity.SWITCH, "what it pretends to switch");

    @Override
    public String name() {
        return "simulated-relay";
    }

    @Override
    public String summary() {
        return "a relay that only remembers its state";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(DELAY, QUANTITY);
    }

    @Override
    public ChannelSpec channel(OptionValues options) {
        return ChannelSpec.flag("", options.get(QUANTITY));
    }

    @Override
    public Sample.Value rest(OptionValues options) {
        return Sample.of(false);
    }

    @Override
    public Actuator create(Hardware hardware, OptionValues options) {
        return new SimulatedActuator(channel(options), options.get(DELAY), new TruthLog(""), hardware::nanoTime);
    }
}
