package dev.linnet.sensors.aht20;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cSensorDriver;
import dev.linnet.sensors.bus.I2cWire;
import java.util.List;

/** {@code driver: aht20} */
public final class Aht20Driver extends I2cSensorDriver {
    public Aht20Driver() {
        super("aht20", "Aosong AHT20, AHT21, DHT20: temperature, humidity", I2cPlace.addressOption(0x38, 0x38, 0x38));
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(
                ChannelSpec.number("temperature", Quantity.TEMPERATURE, -40, 120),
                ChannelSpec.number("humidity", Quantity.HUMIDITY, 0, 100));
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return new Aht20(wire);
    }
}
