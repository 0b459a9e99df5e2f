package dev.linnet.sensors.scd4x;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cSensorDriver;
import dev.linnet.sensors.bus.I2cWire;
import java.time.Duration;
import java.util.List;

/** {@code driver: scd4x} */
public final class Scd4xDriver extends I2cSensorDriver {
    private static final Option<Integer> ALTITUDE =
            Option.whole("altitude", 0, 3000, 0, "metres above the sea, which thin air needs to be known");

    public Scd4xDriver() {
        super(
                "scd4x",
                "Sensirion SCD40, SCD41: carbon dioxide, temperature, humidity",
                I2cPlace.addressOption(0x62, 0x62, 0x62));
    }

    @Override
    protected List<Option<?>> ownOptions() {
        return List.of(ALTITUDE);
    }

    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(
                ChannelSpec.number("co2", Quantity.CARBON_DIOXIDE, 0, 40_000),
                ChannelSpec.number("temperature", Quantity.TEMPERATURE, -10, 60),
                ChannelSpec.number("humidity", Quantity.HUMIDITY, 0, 100));
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return new Scd4x(wire, options.get(ALTITUDE));
    }
}
