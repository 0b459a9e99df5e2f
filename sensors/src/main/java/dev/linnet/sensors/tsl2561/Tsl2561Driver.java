package dev.linnet.sensors.tsl2561;

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

/** {@code driver: tsl2561} */
public final class Tsl2561Driver extends I2cSensorDriver {
    private static final Option<Integer> ADDRESS = I2cPlace.addressOption(0x29, 0x49, 0x39);

    public Tsl2561Driver() {
        super("tsl2561", "ams TSL2561: light", ADDRESS);
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        I2cPlace.requireOneOf(options, ADDRESS, 0x29, 0x39, 0x49);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(ChannelSpec.number("", Quantity.ILLUMINANCE, 0, 40_000));
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return new Tsl2561(wire);
    }
}
