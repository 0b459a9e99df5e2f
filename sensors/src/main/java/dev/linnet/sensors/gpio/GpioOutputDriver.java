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

/** {@code driver: gpio-output} */
public final class GpioOutputDriver implements ActuatorDriver {
    static final Option<Quantity> QUANTITY = Option.choice(
            "quantity", Quantity.class, Quantity.SWITCH, "what it switches: outlet, light, fan, valve, …");

    static final Option<Duration> PULSE = Option.time(
            "pulse", Duration.ZERO, Duration.ZERO, "goes off by itself after so long: a door opener, an impulse relay");

    @Override
    public String name() {
        return "gpio-output";
    }

    @Override
    public String summary() {
        return "a digital line out: relay, lamp, valve";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(Line.PIN, Line.CHIP, Line.ACTIVE_LOW, PULSE, QUANTITY);
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return Line.of(options).claims();
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
        return new GpioOutput(
                hardware,
                channel(options),
                Line.of(options),
                options.get(Line.ACTIVE_LOW),
                Beat.once(options.get(PULSE)));
    }
}
