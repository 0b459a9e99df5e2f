package dev.linnet.sensors.bus;

import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CProvider;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An address on an I2C bus, and the options that choose it. */
public record I2cPlace(int bus, int address) implements Place<I2cWire> {
    public static final Option<Integer> BUS = Option.whole("bus", 0, 99, 1, "the I2C bus: the N of /dev/i2c-N");

    /** For a driver whose chips answer from {@code lowest} to {@code highest}, usually at {@code usual}. */
    public static Option<Integer> addressOption(int lowest, int highest, int usual) {
        return Option.whole("address", lowest, highest, usual, "the chip's address on the bus");
    }

    public static I2cPlace of(OptionValues options, Option<Integer> address) {
        return new I2cPlace(options.get(BUS), options.get(address));
    }

    /** For chips whose addresses are not next to each other. */
    public static void requireOneOf(OptionValues options, Option<Integer> address, int... allowed)
            throws OptionException {
        int given = options.get(address);
        if (Arrays.stream(allowed).noneMatch(each -> each == given)) {
            String all = Arrays.stream(allowed)
                    .mapToObj(each -> String.format(Locale.ROOT, "0x%02x", each))
                    .collect(Collectors.joining(", "));
            throw new OptionException(address, "this chip answers at one of " + all);
        }
    }

    @Override
    public I2cWire open(Hardware hardware) throws IOException {
        Context pi4j = hardware.pi4j();
        if (!pi4j.hasProvider(I2CProvider.class)) {
            throw new IOException(this + ": no Pi4J provider for I2C is on the class path");
        }
        try {
            I2C device = pi4j.create(I2C.newConfigBuilder(pi4j)
                    .id("i2c-" + bus + "-" + address)
                    .bus(bus)
                    .device(address));
            return new I2cWire(device, this);
        } catch (RuntimeException e) {
            throw fault(e);
        }
    }

    public List<Claim> claims() {
        return List.of(new Claim("i2c address " + this, "address"));
    }

    /** What Pi4J threw, as a fault of this place. */
    IOException fault(RuntimeException thrown) {
        String reason = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return new IOException(reason.contains(toString()) ? reason : "i2c: " + this + ": " + reason, thrown);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "0x%02x on bus %d", address, bus);
    }
}
