package dev.linnet.sensors.expander;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.SensorDriver;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.gpio.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code driver: mcp23017-input}, {@code driver: pcf8574-input} */
public final class ExpanderInputDriver implements SensorDriver {
    static final Option<List<String>> LINES = Option.words("lines", "the lines' numbers: a channel each");
    static final Option<Boolean> PULL_UP =
            Option.flag("pull-up", false, "whether the chip's own resistors pull the lines up");
    static final Option<Quantity> QUANTITY =
            Option.choice("quantity", Quantity.class, Quantity.CONTACT, "what they watch: door, motion, button, …");

    private final ExpanderKind kind;

    public ExpanderInputDriver(ExpanderKind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return kind.driver + "-input";
    }

    @Override
    public String summary() {
        return kind.summary + ", as inputs";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(List.of(I2cPlace.BUS, kind.address, LINES));
        if (kind == ExpanderKind.MCP23017) {
            options.add(PULL_UP);
        }
        options.addAll(List.of(Line.ACTIVE_LOW, QUANTITY));
        return options;
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        List<String> given = options.get(LINES);
        Set<String> seen = new HashSet<>();
        for (String line : given) {
            if (!line.matches("\\d{1,2}") || Integer.parseInt(line) >= kind.lines || !seen.add(line)) {
                throw new OptionException(LINES, "must be different numbers from 0 to " + (kind.lines - 1));
            }
        }
        if (given.isEmpty()) {
            throw new OptionException(LINES, "must name one line at least, such as [0, 1]");
        }
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return lines(options).stream()
                .map(line -> kind.claim(options, line, LINES.key()))
                .toList();
    }

    /** How often the lines are looked at; shorter pulses are not seen. */
    @Override
    public Duration defaultInterval() {
        return Duration.ofMillis(100);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return lines(options).stream()
                .map(line -> ChannelSpec.flag(Integer.toString(line), options.get(QUANTITY)))
                .toList();
    }

    @Override
    public Sensor create(Hardware hardware, OptionValues options) {
        boolean pullUp = kind == ExpanderKind.MCP23017 && options.get(PULL_UP);
        return new ExpanderInputs(
                hardware,
                kind.expander(hardware, options),
                channels(options),
                lines(options),
                pullUp,
                options.get(Line.ACTIVE_LOW));
    }

    private static List<Integer> lines(OptionValues options) {
        return options.get(LINES).stream().map(Integer::valueOf).toList();
    }
}
