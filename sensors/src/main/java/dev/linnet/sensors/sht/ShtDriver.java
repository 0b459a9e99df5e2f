package dev.linnet.sensors.sht;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Commands;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cSensorDriver;
import dev.linnet.sensors.bus.I2cWire;
import java.util.List;
import java.util.function.Function;

/** {@code driver: sht3x} and {@code driver: sht4x}. */
public final class ShtDriver extends I2cSensorDriver {
    private final Function<Commands, Chip> chip;

    private ShtDriver(String name, String summary, int highestAddress, Function<Commands, Chip> chip) {
        super(name, summary, I2cPlace.addressOption(0x44, highestAddress, 0x44));
        this.chip = chip;
    }

    public static ShtDriver sht3x() {
        return new ShtDriver("sht3x", "Sensirion SHT30, SHT31, SHT35: temperature, humidity", 0x45, Sht3x::new);
    }

    public static ShtDriver sht4x() {
        return new ShtDriver("sht4x", "Sensirion SHT40, SHT41, SHT45: temperature, humidity", 0x46, Sht4x::new);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(
                ChannelSpec.number("temperature", Quantity.TEMPERATURE, -40, 125),
                ChannelSpec.number("humidity", Quantity.HUMIDITY, 0, 100));
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return chip.apply(wire);
    }
}
