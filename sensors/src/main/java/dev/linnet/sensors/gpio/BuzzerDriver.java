package dev.linnet.sensors.gpio;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorDriver;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import java.time.Duration;
import java.util.List;

/** {@code driver: buzzer} */
public final class BuzzerDriver implements ActuatorDriver {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    static final Option<Duration> BEEP = Option.time("beep", SHORTEST, Duration.ofMillis(150), "how long a beep is");
    static final Option<Duration> GAP = Option.time("gap", SHORTEST, Duration.ofMillis(150), "the silence between two");
    static final Option<Integer> BEEPS = Option.whole("beeps", 1, 1000, 3, "how many there are");

    @Override
    public String name() {
        return "buzzer";
    }

    @Override
    public String summary() {
        return "an active buzzer: on beeps so many times and ends by itself";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(Line.PIN, Line.CHIP, Line.ACTIVE_LOW, BEEP, GAP, BEEPS);
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return Line.of(options).claims();
    }

    @Override
    public ChannelSpec channel(OptionValues options) {
        return ChannelSpec.flag("", Quantity.SWITCH);
    }

    @Override
    public Sample.Value rest(OptionValues options) {
        return Sample.of(false);
    }

    @Override
    public Actuator create(Hardware hardware, OptionValues options) {
        Beat beat = new Beat(options.get(BEEP), options.get(GAP), options.get(BEEPS));
        return new GpioOutput(hardware, channel(options), Line.of(options), options.get(Line.ACTIVE_LOW), beat);
    }
}
