package dev.linnet.sensors.gpio;

import com.pi4j.io.exception.IOAlreadyExistsException;
import com.pi4j.io.gpio.digital.DigitalConfigBuilder;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a GPIO chip, and the options that choose it. */
public record Line(String chip, int pin) {
    /** Whichever chip the provider finds behind the board's header: its number is not the same on all boards. */
    private static final String HEADER = "";

    private static final Pattern NUMBER = Pattern.compile("(?:gpiochip)?(\\d{1,3})");

    public static final Option<Integer> PIN =
            Option.whole("pin", 0, 511, null, "the line's number (BCM numbering on a Raspberry Pi)");
    public static final Option<String> CHIP =
            Option.word("chip", HEADER, "the gpiochip's number or label (missing: the chip behind the board's header)");
    public static final Option<Boolean> ACTIVE_LOW =
            Option.flag("active-low", false, "whether the low level is the on state");

    /** The line that the options choose. */
    public static Line of(OptionValues options) {
        return new Line(options.get(CHIP), options.get(PIN));
    }

    /** Tells Pi4J which line; a chip only when one was chosen. */
    void choose(DigitalConfigBuilder<?, ?> builder) {
        Matcher number = NUMBER.matcher(chip);
        if (number.matches()) {
            builder.bus(Integer.parseInt(number.group(1)));
        } else if (!chip.equals(HEADER)) {
            builder.load(Map.of(LinuxDevices.CHIP_KEY, chip));
        }
        builder.bcm(pin);
    }

    /** The name under which Pi4J knows it; one line has one. */
    String id() {
        return chip.equals(HEADER) ? "gpio-" + pin : "gpio-" + chip + "-" + pin;
    }

    public List<Claim> claims() {
        return List.of(new Claim(toString(), PIN.key()));
    }

    /** What Pi4J threw, as a fault of this line: in our provider's words, or those of what lies at the bottom of it. */
    IOException fault(Exception thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && !(root instanceof IOAlreadyExistsException)) {
            root = root.getCause();
            if (root instanceof KernelException known) {
                return new IOException(known.getMessage(), thrown);
            }
        }
        if (root instanceof IOAlreadyExistsException) {
            return new IOException(
                    this + ": this Pi4J provider knows lines by their number alone, and line " + pin
                            + " of another chip is in use; Linnet's own ('hardware: linux') tells them apart",
                    thrown);
        }
        String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new IOException(this + ": " + reason, thrown);
    }

    @Override
    public String toString() {
        return "gpio line " + pin + (chip.equals(HEADER) ? "" : " of chip " + chip);
    }
}
