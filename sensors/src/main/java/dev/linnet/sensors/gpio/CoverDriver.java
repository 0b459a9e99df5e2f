package dev.linnet.sensors.gpio;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorDriver;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import java.time.Duration;
import java.util.List;

/** {@code driver: cover} */
public final class CoverDriver implements ActuatorDriver {
    static final Option<Integer> OPEN_PIN = Option.whole("open-pin", 0, 511, null, "the line of the relay that opens");
    static final Option<Integer> CLOSE_PIN =
            Option.whole("close-pin", 0, 511, null, "the line of the relay that closes");
    static final Option<Duration> TRAVEL =
            Option.time("travel", Duration.ofMillis(100), null, "how long it takes from closed to open");
    static final Option<Duration> PAUSE = Option.time(
            "pause", Duration.ZERO, Duration.ofMillis(500), "how long both relays rest before the motor turns round");

    @Override
    public String name() {
        return "cover";
    }

    @Override
    public String summary() {
        return "a blind, shutter or awning with two relays, by its travel time";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(OPEN_PIN, CLOSE_PIN, Line.CHIP, Line.ACTIVE_LOW, TRAVEL, PAUSE);
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        if (options.get(OPEN_PIN).equals(options.get(CLOSE_PIN))) {
            throw new OptionException(CLOSE_PIN, "both directions have the same line");
        }
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return List.of(
                new Claim(line(options, OPEN_PIN).toString(), OPEN_PIN.key()),
                new Claim(line(options, CLOSE_PIN).toString(), CLOSE_PIN.key()));
    }

    @Override
    public ChannelSpec channel(OptionValues options) {
        return ChannelSpec.number("", Quantity.POSITION, 0, 100);
    }

    /** Where it is taken to be when the agent starts; nothing moves then. */
    @Override
    public Sample.Value rest(OptionValues options) {
        return new Sample.Numeric(0);
    }

    @Override
    public Actuator create(Hardware hardware, OptionValues options) {
        boolean activeLow = options.get(Line.ACTIVE_LOW);
        return new Cover(
                channel(options),
                new OutputLine(hardware, line(options, OPEN_PIN), activeLow),
                new OutputLine(hardware, line(options, CLOSE_PIN), activeLow),
                options.get(TRAVEL),
                options.get(PAUSE));
    }

    private static Line line(OptionValues options, Option<Integer> pin) {
        return new Line(options.get(Line.CHIP), options.get(pin));
    }
}
