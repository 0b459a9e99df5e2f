package dev.linnet.sensors.ina219;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cSensorDriver;
import dev.linnet.sensors.bus.I2cWire;
import java.util.List;

/** {@code driver: ina219} */
public final class Ina219Driver extends I2cSensorDriver {
    private static final Option<Double> SHUNT =
            Option.number("shunt", 0.0001, 100, 0.1, "the shunt resistor in ohms (0.1 on most boards)");

    public Ina219Driver() {
        super("ina219", "Texas Instruments INA219: voltage, current, power", I2cPlace.addressOption(0x40, 0x4F, 0x40));
    }

    @Override
    protected List<Option<?>> ownOptions() {
        return List.of(SHUNT);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        double amperes = Ina219.MAX_SHUNT_VOLTS / options.get(SHUNT);
        double watts = amperes * Ina219.MAX_VOLTS;
        return List.of(
                ChannelSpec.number("voltage", Quantity.VOLTAGE, 0, Ina219.MAX_VOLTS),
                ChannelSpec.number("current", Quantity.CURRENT, -amperes, amperes),
                ChannelSpec.number("power", Quantity.POWER, -watts, watts));
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return new Ina219(wire, options.get(SHUNT));
    }
}
