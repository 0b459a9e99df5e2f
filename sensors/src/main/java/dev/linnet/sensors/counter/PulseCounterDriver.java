package dev.linnet.sensors.counter;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.SensorDriver;
import dev.linnet.sensors.gpio.InputLine;
import dev.linnet.sensors.gpio.Line;
import dev.linnet.sensors.gpio.Pull;
import java.time.Duration;
import java.util.List;

/** {@code driver: pulse-counter} */
public final class PulseCounterDriver implements SensorDriver {
    static final Option<Meter> METER = Option.choice("meter", Meter.class, Meter.COUNT, "water, energy or count");
    static final Option<Double> PULSES =
            Option.number("pulses-per-unit", 1e-6, 1e9, 1.0, "pulses for a litre, a kilowatt-hour or one");
    static final Option<Duration> DEBOUNCE = Option.time(
            "debounce",
            Duration.ZERO,
            Duration.ZERO,
            "for contacts: a pulse counts once it has been stable for so long");

    @Override
    public String name() {
        return "pulse-counter";
    }

    @Override
    public String summary() {
        return "a meter that pulses: total and rate; the total survives a restart";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(Line.PIN, Line.CHIP, Pull.OPTION, Line.ACTIVE_LOW, DEBOUNCE, METER, PULSES);
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return Line.of(options).claims();
    }

    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return options.get(METER).channels();
    }

    @Override
    public Sensor create(Hardware hardware, OptionValues options) {
        Line line = Line.of(options);
        InputLine input = new InputLine(
                hardware, line, options.get(Pull.OPTION), options.get(Line.ACTIVE_LOW), options.get(DEBOUNCE));
        String file = "pulses-" + line.toString().replaceAll("[^a-z0-9]+", "-");
        return new PulseCounter(
                hardware, input, new Total(hardware.state().resolve(file)), options.get(METER), options.get(PULSES));
    }
}
