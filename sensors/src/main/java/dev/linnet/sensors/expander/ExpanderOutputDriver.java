package dev.linnet.sensors.expander;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorDriver;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.gpio.Line;
import java.util.List;

/** {@code driver: mcp23017-output}, {@code driver: pcf8574-output} */
public final class ExpanderOutputDriver implements ActuatorDriver {
    static final Option<Quantity> QUANTITY = Option.choice(
            "quantity", Quantity.class, Quantity.SWITCH, "what it switches: outlet, light, fan, valve, …");

    private final ExpanderKind kind;
    private final Option<Integer> line;

    public ExpanderOutputDriver(ExpanderKind kind) {
        this.kind = kind;
        this.line = Option.whole("line", 0, kind.lines - 1, null, "the line's number on the chip");
    }

    Option<Integer> line() {
        return line;
    }

    @Override
    public String name() {
        return kind.driver + "-output";
    }

    @Override
    public String summary() {
        return kind.summary + ", one as output";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(I2cPlace.BUS, kind.address, line, Line.ACTIVE_LOW, QUANTITY);
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return List.of(kind.claim(options, options.get(line), line.key()));
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
        return new ExpanderOutput(
                channel(options), kind.expander(hardware, options), options.get(line), options.get(Line.ACTIVE_LOW));
    }
}
