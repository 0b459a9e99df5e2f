package dev.linnet.sensors.ws2812;

import com.pi4j.io.spi.SpiMode;
import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorDriver;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.ValueType;
import dev.linnet.sensors.bus.SpiPlace;
import java.util.List;

/** {@code driver: ws2812} */
public final class Ws2812Driver implements ActuatorDriver {
    /** The kernel's spidev takes 4096 bytes at once; each light needs nine. */
    private static final int MOST = 400;

    static final Option<Integer> LIGHTS = Option.whole("lights", 1, MOST, 1, "how many there are on the wire");

    @Override
    public String name() {
        return "ws2812";
    }

    @Override
    public String summary() {
        return "a strip of WS2812, SK6812 or NeoPixel lights in one colour, on SPI";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SpiPlace.BUS, SpiPlace.CHIP_SELECT, LIGHTS);
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return place(options).claims();
    }

    @Override
    public ChannelSpec channel(OptionValues options) {
        return new ChannelSpec("", ValueType.TEXT, Quantity.LIGHT, "", null);
    }

    @Override
    public Sample.Value rest(OptionValues options) {
        return Sample.of(Colour.OFF.toString());
    }

    @Override
    public Actuator create(Hardware hardware, OptionValues options) {
        return new Ws2812(hardware, channel(options), place(options), options.get(LIGHTS));
    }

    private static SpiPlace place(OptionValues options) {
        return SpiPlace.of(options, SpiMode.MODE_0, Signal.SPEED);
    }
}
