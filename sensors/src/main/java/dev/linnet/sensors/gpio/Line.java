package dev.linnet.sensors.gpio;

import com.pi4j.io.gpio.digital.DigitalConfigBuilder;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.io.IOException;
import java.util.List;

/** One line of a GPIO chip, and the options that choose it. */
record Line(int chip, int pin) {
    /** Whichever chip the provider finds behind the board's header: its number is not the same on all boards. */
    private static final int HEADER = -1;

    static final Option<Integer> PIN =
            Option.whole("pin", 0, 511, null, "the line's number (BCM numbering on a Raspberry Pi)");
    static final Option<Integer> CHIP =
            Option.whole("chip", 0, 63, HEADER, "the gpiochip's number; default: the chip behind the board's header");
    static final Option<Boolean> ACTIVE_LOW = Option.flag("active-low", false, "whether the low level is the on state");

    static Line of(OptionValues options) {
        return new Line(options.get(CHIP), options.get(PIN));
    }

    /** Tells Pi4J which line; a chip only when one was chosen. */
    void choose(DigitalConfigBuilder<?, ?> builder) {
        if (chip != HEADER) {
            builder.bus(chip);
        }
        builder.bcm(pin);
    }

    /** The name under which Pi4J knows it; one line has one. */
    String id() {
        return chip == HEADER ? "gpio-" + pin : "gpio-" + chip + "-" + pin;
    }

    List<Claim> claims() {
        return List.of(new Claim(toString(), PIN.key()));
    }

    /** What Pi4J threw, as a fault of this line: in our provider's words, or those of what lies at the bottom of it. */
    IOException fault(Exception thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
            if (root instanceof KernelException known) {
                return new IOException(known.getMessage(), thrown);
            }
        }
        String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new IOException(this + ": " + reason, thrown);
    }

    @Override
    public String toString() {
        return "gpio line " + pin + (chip == HEADER ? "" : " of chip " + chip);
    }
}
