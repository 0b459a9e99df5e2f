package dev.linnet.sensors.bh1750;

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

/** {@code driver: bh1750} */
public final class Bh1750Driver extends I2cSensorDriver {
    private static final Option<Integer> ADDRESS = I2cPlace.addressOption(0x23, 0x5C, 0x23);

    public Bh1750Driver() {
        super("bh1750", "ROHM BH1750: light", ADDRESS);
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        I2cPlace.requireOneOf(options, ADDRESS, 0x23, 0x5C);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(ChannelSpec.number("", Quantity.ILLUMINANCE, 0, 54_612.5));
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return new Bh1750(wire);
    }
}
