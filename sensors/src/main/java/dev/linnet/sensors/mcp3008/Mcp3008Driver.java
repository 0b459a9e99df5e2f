package dev.linnet.sensors.mcp3008;

import com.pi4j.io.spi.SpiMode;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.SensorDriver;
import dev.linnet.sensors.bus.ChipSensor;
import dev.linnet.sensors.bus.SpiPlace;
import java.time.Duration;
import java.util.List;

/** {@code driver: mcp3008} */
public final class Mcp3008Driver implements SensorDriver {
    private static final Option<List<String>> INPUTS = Option.words("inputs", "which inputs: a0 to a7 (missing: all)");
    private static final Option<Double> REFERENCE =
            Option.number("reference", 0.25, 5.5, 3.3, "the voltage at its VREF pin");
    private static final List<String> ALL = List.of("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7");

    /** At 2.7 V the chip is good for 1.35 MHz (DS21295D, electrical characteristics). */
    private static final int SPEED = 1_350_000;

    @Override
    public String name() {
        return "mcp3008";
    }

    @Override
    public String summary() {
        return "Microchip MCP3008, MCP3004: eight or four analogue inputs on SPI";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SpiPlace.BUS, SpiPlace.CHIP_SELECT, INPUTS, REFERENCE);
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        for (String input : options.get(INPUTS)) {
            if (!ALL.contains(input)) {
                throw new OptionException(INPUTS, "'" + input + "' is none of a0 to a7");
            }
        }
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return place(options).claims();
    }

    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return inputs(options).stream()
                .map(input -> ChannelSpec.number(input, Quantity.VOLTAGE, 0, options.get(REFERENCE)))
                .toList();
    }

    @Override
    public Sensor create(Hardware hardware, OptionValues options) {
        int[] inputs = inputs(options).stream().mapToInt(ALL::indexOf).toArray();
        double reference = options.get(REFERENCE);
        return new ChipSensor<>(
                hardware, place(options), channels(options), wire -> new Mcp3008(wire, inputs, reference));
    }

    private static SpiPlace place(OptionValues options) {
        return SpiPlace.of(options, SpiMode.MODE_0, SPEED);
    }

    private static List<String> inputs(OptionValues options) {
        List<String> inputs = options.get(INPUTS);
        return inputs.isEmpty() ? ALL : inputs;
    }
}
