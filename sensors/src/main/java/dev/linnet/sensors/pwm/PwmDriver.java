package dev.linnet.sensors.pwm;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorDriver;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Range;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** {@code driver: pwm} */
public final class PwmDriver implements ActuatorDriver {
    static final Option<Integer> FREQUENCY = Option.whole("frequency", 1, 1_000_000, 1000, "in hertz");
    static final Option<Duration> FADE =
            Option.time("fade", Duration.ZERO, Duration.ZERO, "how long it takes from dark to bright; zero: at once");
    static final Option<Boolean> INVERSED = Option.flag("inversed", false, "whether low is the active level");
    static final Option<Quantity> QUANTITY = Option.choice(
            "quantity", Quantity.class, Quantity.BRIGHTNESS, "what it sets: brightness, fan, position, …");

    @Override
    public String name() {
        return "pwm";
    }

    @Override
    public String summary() {
        return "a dimmer, fan or motor by pulse width";
    }

    @Override
    public List<Option<?>> options() {
        return Stream.concat(PwmPlace.OPTIONS.stream(), Stream.of(FREQUENCY, FADE, INVERSED, QUANTITY))
                .toList();
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        PwmPlace.validate(options);
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return PwmPlace.of(options).claims();
    }

    @Override
    public ChannelSpec channel(OptionValues options) {
        return new ChannelSpec("", ValueType.NUMBER, options.get(QUANTITY), "%", new Range(0, 100));
    }

    @Override
    public Sample.Value rest(OptionValues options) {
        return new Sample.Numeric(0);
    }

    @Override
    public Actuator create(Hardware hardware, OptionValues options) {
        return new Dimmer(
                hardware,
                channel(options),
                PwmPlace.of(options),
                options.get(FREQUENCY),
                options.get(INVERSED),
                options.get(FADE));
    }
}
