package dev.linnet.sensors.bme280;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cSensorDriver;
import dev.linnet.sensors.bus.I2cWire;
import java.util.List;

/** {@code driver: bme280} and {@code driver: bmp280}, which has no humidity. */
public final class Bme280Driver extends I2cSensorDriver {
    private static final Option<Integer> ADDRESS = I2cPlace.addressOption(0x76, 0x77, 0x76);

    private final boolean humidity;

    private Bme280Driver(String name, String summary, boolean humidity) {
        super(name, summary, ADDRESS);
        this.humidity = humidity;
    }

    public static Bme280Driver bme280() {
        return new Bme280Driver("bme280", "Bosch BME280: temperature, pressure, humidity", true);
    }

    public static Bme280Driver bmp280() {
        return new Bme280Driver("bmp280", "Bosch BMP280: temperature, pressure", false);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        ChannelSpec temperature = ChannelSpec.number("temperature", Quantity.TEMPERATURE, -40, 85);
        ChannelSpec pressure = ChannelSpec.number("pressure", Quantity.PRESSURE, 300, 1100);
        return humidity
                ? List.of(temperature, pressure, ChannelSpec.number("humidity", Quantity.HUMIDITY, 0, 100))
                : List.of(temperature, pressure);
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return new Bme280(wire, humidity);
    }
}
