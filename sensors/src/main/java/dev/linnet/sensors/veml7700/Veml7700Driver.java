package dev.linnet.sensors.veml7700;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cSensorDriver;
import dev.linnet.sensors.bus.I2cWire;
import java.util.List;

/** {@code driver: veml7700} */
public final class Veml7700Driver extends I2cSensorDriver {
    public Veml7700Driver() {
        super("veml7700", "Vishay VEML7700, VEML6030: light", I2cPlace.addressOption(0x10, 0x10, 0x10));
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(ChannelSpec.number("", Quantity.ILLUMINANCE, 0, 150_000));
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return new Veml7700(wire);
    }
}
