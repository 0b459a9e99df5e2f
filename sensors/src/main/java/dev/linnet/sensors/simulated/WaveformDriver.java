package dev.linnet.sensors.simulated;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Range;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.SensorDriver;
import dev.linnet.sensors.Units;
import dev.linnet.sensors.ValueType;
import java.time.Duration;
import java.util.List;

/** {@code driver: simulated} */
public final class WaveformDriver implements SensorDriver {
    static final Option<Waveform> WAVEFORM =
            Option.choice("waveform", Waveform.class, Waveform.SINE, "the shape of the curve");
    static final Option<Duration> PERIOD =
            Option.time("period", Duration.ofMillis(1), Duration.ofMinutes(1), "how long one repetition takes");
    static final Option<Double> MIN = Option.number("min", -1e9, 1e9, 18.0, "the lowest value, without the noise");
    static final Option<Double> MAX = Option.number("max", -1e9, 1e9, 24.0, "the highest value, without the noise");
    static final Option<Double> NOISE = Option.number("noise", 0, 1e9, 0.0, "at most so much is added or taken away");
    static final Option<Quantity> QUANTITY =
            Option.choice("quantity", Quantity.class, Quantity.TEMPERATURE, "what it pretends to measure");
    static final Option<String> UNIT = Option.word("unit", "", "a SenML unit; default: the quantity's usual one");

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public String summary() {
        return "a number that moves: sine, sawtooth, square, steps, random walk, with noise";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(WAVEFORM, PERIOD, MIN, MAX, NOISE, QUANTITY, UNIT);
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        if (options.get(MIN) > options.get(MAX)) {
            throw new OptionException(MIN, "must not be above max");
        }
        try {
            Units.require(options.get(UNIT));
        } catch (IllegalArgumentException e) {
            throw new OptionException(UNIT, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(channel(options));
    }

    @Override
    public Sensor create(Hardware hardware, OptionValues options) {
        return new WaveformSensor(
                channel(options),
                options.get(WAVEFORM),
                new Range(options.get(MIN), options.get(MAX)),
                options.get(PERIOD),
                options.get(NOISE),
                hardware);
    }

    private static ChannelSpec channel(OptionValues options) {
        Quantity quantity = options.get(QUANTITY);
        String unit = options.get(UNIT);
        double noise = options.get(NOISE);
        Range range = new Range(options.get(MIN) - noise, options.get(MAX) + noise);
        return new ChannelSpec("", ValueType.NUMBER, quantity, unit.isEmpty() ? quantity.unit() : unit, range);
    }
}
