package dev.linnet.sensors.lm75;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cSensorDriver;
import dev.linnet.sensors.bus.I2cWire;
import dev.linnet.sensors.bus.Registers;
import java.util.List;

/** {@code driver: lm75} */
public final class Lm75Driver extends I2cSensorDriver {
    public Lm75Driver() {
        super(
                "lm75",
                "LM75, LM75A/B, DS75, TMP75, TMP102, TMP1075: temperature",
                I2cPlace.addressOption(0x48, 0x4F, 0x48));
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(ChannelSpec.number("", Quantity.TEMPERATURE, -55, 150));
    }

    @Override
    protected Chip chip(I2cWire wire, OptionValues options) {
        return chip(wire);
    }

    /**
     * The chip measures all the time. Its temperature is a signed word in 1/256 °C, of which each relative fills as many bits as it has, from 9
     * to 16 (TI LM75A data sheet SNOS808P §7.3.2, NXP LM75B §7.4.3).
     */
    static Chip chip(Registers registers) {
        return () -> new double[] {(short) Bytes.word(registers.read(0, 2), 0) / 256.0};
    }
}
