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

/** {@code driver: servo} */
public final class ServoDriver implements ActuatorDriver {
    private static final Duration SHORTEST = Duration.ofNanos(100_000);
    static final Option<Duration> MIN_PULSE =
            Option.time("min-pulse", SHORTEST, Duration.ofMillis(1), "the pulse at 0 degrees");
    static final Option<Duration> MAX_PULSE =
            Option.time("max-pulse", SHORTEST, Duration.ofMillis(2), "the pulse at the other end");
    static final Option<Integer> ANGLE = Option.whole("angle", 1, 360, 180, "degrees from one end to the other");
    static final Option<Duration> RELEASE = Option.time(
            "release", Duration.ZERO, Duration.ZERO, "lets go after so long, so that it does not hum; zero: holds on");

    @Override
    public String name() {
        return "servo";
    }

    @Override
    public String summary() {
        return "a servo, by angle";
    }

    @Override
    public List<Option<?>> options() {
        return Stream.concat(PwmPlace.OPTIONS.stream(), Stream.of(MIN_PULSE, MAX_PULSE, ANGLE, RELEASE))
                .toList();
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        PwmPlace.validate(options);
        if (options.get(MIN_PULSE).compareTo(options.get(MAX_PULSE)) >= 0) {
            throw new OptionException(MAX_PULSE, "must be longer than min-pulse");
        }
        if (options.get(MAX_PULSE).compareTo(Servo.PERIOD) >= 0) {
            throw new OptionException(MAX_PULSE, "must be shorter than the 20ms from pulse to pulse");
        }
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return PwmPlace.of(options).claims();
    }

    @Override
    public ChannelSpec channel(OptionValues options) {
        return new ChannelSpec("", ValueType.NUMBER, Quantity.POSITION, "deg", new Range(0, options.get(ANGLE)));
    }

    @Override
    public Sample.Value rest(OptionValues options) {
        return new Sample.Numeric(options.get(ANGLE) / 2.0);
    }

    @Override
    public Actuator create(Hardware hardware, OptionValues options) {
        return new Servo(
                hardware,
                channel(options),
                PwmPlace.of(options),
                options.get(MIN_PULSE),
                options.get(MAX_PULSE),
                options.get(ANGLE),
                options.get(RELEASE));
    }
}
