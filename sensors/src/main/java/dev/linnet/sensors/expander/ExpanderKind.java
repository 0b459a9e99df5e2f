package dev.linnet.sensors.expander;

import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cWire;
import java.util.function.Function;

/** The kinds of expanders, each with two drivers: one for its inputs, one for an output. */
public final class ExpanderKind {
    public static final ExpanderKind MCP23017 =
            new ExpanderKind("mcp23017", "Microchip MCP23017: 16 lines", Mcp23017.LINES, Mcp23017::new, 0x27);

    /** The PCF8574A, which has other addresses, too. */
    public static final ExpanderKind PCF8574 =
            new ExpanderKind("pcf8574", "NXP or TI PCF8574: 8 lines", Pcf8574.LINES, Pcf8574::new, 0x3F);

    final String driver;
    final String summary;
    final int lines;
    final Option<Integer> address;
    private final Function<I2cWire, ExpanderChip> chips;

    private ExpanderKind(
            String driver, String summary, int lines, Function<I2cWire, ExpanderChip> chips, int lastAddress) {
        this.driver = driver;
        this.summary = summary;
        this.lines = lines;
        this.chips = chips;
        this.address = I2cPlace.addressOption(0x20, lastAddress, 0x20);
    }

    /** The chip that the options choose, the same for all its devices. */
    Expander expander(Hardware hardware, OptionValues options) {
        I2cPlace place = I2cPlace.of(options, address);
        return hardware.shared(place.toString(), Expander.class, () -> new Expander(hardware, place, chips));
    }

    Claim claim(OptionValues options, int line, String option) {
        return new Claim("line " + line + " of the " + driver + " at " + I2cPlace.of(options, address), option);
    }
}
