package dev.linnet.sensors.bme680;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cSensorDriver;
import dev.linnet.sensors.bus.I2cWire;
import java.time.Duration;
import java.util.List;

/** {@code driver: bme680} */
public final class Bme680Driver extends I2cSensorDriver {
    public Bme680Driver() {
        super(
                "bme680",
                "Bosch BME680, BME688: temperature, pressure, humidity, gas",
                I2cPlace.addressOption(0x76, 0x77, 0x77));
    }

    /** Its heater warms it: more often would show in the temperature. */
    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(60);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(
                ChannelSpec.number("temperature", Quantity.TEMPERATURE, -40, 85),
                ChannelSpec.number("pressure", Quantity.PRESSURE, 300, 1100),
                ChannelSpec.number("humidity", Quantity.HUMIDITY, 0, 100),
                ChannelSpec.number("gas", Quantity.GAS_RESISTANCE, 0, 1e9));
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return new Bme680(wire);
    }
}
