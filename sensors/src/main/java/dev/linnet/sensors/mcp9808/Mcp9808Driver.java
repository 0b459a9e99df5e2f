package dev.linnet.sensors.mcp9808;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cSensorDriver;
import dev.linnet.sensors.bus.I2cWire;
import java.util.List;

/** {@code driver: mcp9808} */
public final class Mcp9808Driver extends I2cSensorDriver {
    public Mcp9808Driver() {
        super("mcp9808", "Microchip MCP9808: temperature", I2cPlace.addressOption(0x18, 0x1F, 0x18));
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(ChannelSpec.number("", Quantity.TEMPERATURE, -40, 125));
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return new Mcp9808(wire);
    }
}
