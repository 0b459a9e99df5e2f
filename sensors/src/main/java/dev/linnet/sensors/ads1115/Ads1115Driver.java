package dev.linnet.sensors.ads1115;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cSensorDriver;
import dev.linnet.sensors.bus.I2cWire;
import java.util.List;

/** {@code driver: ads1115} */
public final class Ads1115Driver extends I2cSensorDriver {
    private static final Option<List<String>> INPUTS = Option.words(
            "inputs", "which inputs: a0, a1, a2, a3 or differences a0-a1, a0-a3, a1-a3, a2-a3 (missing: a0 to a3)");
    private static final Option<Double> RANGE = Option.number(
            "range", 0.256, 6.144, 4.096, "full scale in volts: 6.144, 4.096, 2.048, 1.024, 0.512 or 0.256");

    public Ads1115Driver() {
        super(
                "ads1115",
                "Texas Instruments ADS1115, ADS1015: four analogue inputs",
                I2cPlace.addressOption(0x48, 0x4B, 0x48));
    }

    @Override
    protected List<Option<?>> ownOptions() {
        return List.of(INPUTS, RANGE);
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        for (String input : options.get(INPUTS)) {
            if (!Ads1115.INPUTS.contains(input)) {
                throw new OptionException(INPUTS, "'" + input + "' is none of " + String.join(", ", Ads1115.INPUTS));
            }
        }
        if (!Ads1115.RANGES.contains(options.get(RANGE))) {
            throw new OptionException(RANGE, "one of " + Ads1115.RANGES + " is needed");
        }
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        double range = options.get(RANGE);
        return inputs(options).stream()
                .map(input -> ChannelSpec.number(input, Quantity.VOLTAGE, -range, range))
                .toList();
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return new Ads1115(wire, inputs(options), options.get(RANGE));
    }

    private static List<String> inputs(OptionValues options) {
        List<String> inputs = options.get(INPUTS);
        return inputs.isEmpty() ? List.of("a0", "a1", "a2", "a3") : inputs;
    }
}
