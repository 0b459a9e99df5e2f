package dev.linnet.sensors.gpio;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.SensorDriver;
import java.time.Duration;
import java.util.List;

/** {@code driver: gpio-input} */
public final class GpioInputDriver implements SensorDriver {

    static final Option<Duration> DEBOUNCE = Option.time(
            "debounce", Duration.ZERO, Duration.ZERO, "an edge counts once the level has been stable for so long");
    static final Option<Quantity> QUANTITY =
            Option.choice("quantity", Quantity.class, Quantity.CONTACT, "what it watches: door, motion, button, …");

    @Override
    public String name() {
        return "gpio-input";
    }

    @Override
    public String summary() {
        return "a digital line in: switch, button, motion detector";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(Line.PIN, Line.CHIP, Pull.OPTION, Line.ACTIVE_LOW, DEBOUNCE, QUANTITY);
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return Line.of(options).claims();
    }

    /** Edges come by themselves; this is how often the level is confirmed. */
    @Override
    public Duration defaultInterval() {
        return Duration.ofMinutes(1);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(ChannelSpec.flag("", options.get(QUANTITY)));
    }

    @Override
    public Sensor create(Hardware hardware, OptionValues options) {
        InputLine line = new InputLine(
                hardware,
                Line.of(options),
                options.get(Pull.OPTION),
                options.get(Line.ACTIVE_LOW),
                options.get(DEBOUNCE));
        return new GpioInput(hardware, channels(options).getFirst(), line);
    }
}
