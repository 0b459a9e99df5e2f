package dev.linnet.sensors.bus;

import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.io.spi.SpiProvider;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import java.io.IOException;
import java.util.List;

/** A chip select of an SPI bus, how the wire is run, and the options that choose them. */
public record SpiPlace(int bus, int chipSelect, SpiMode mode, int speed) implements Place<SpiWire> {
    public static final Option<Integer> BUS = Option.whole("bus", 0, 6, 0, "the SPI bus: the B of /dev/spidevB.C");
    public static final Option<Integer> CHIP_SELECT =
            Option.whole("chip-select", 0, 10, 0, "the chip select: the C of /dev/spidevB.C");

    /**
     * The place that the options choose.
     *
     * @param speed the clock in Hz
     */
    public static SpiPlace of(OptionValues options, SpiMode mode, int speed) {
        return new SpiPlace(options.get(BUS), options.get(CHIP_SELECT), mode, speed);
    }

    @Override
    public SpiWire open(Hardware hardware) throws IOException {
        Context pi4j = hardware.pi4j();
        if (!pi4j.hasProvider(SpiProvider.class)) {
            throw new IOException(this + ": no Pi4J provider for SPI is on the class path");
        }
        try {
            Spi device = pi4j.create(Spi.newConfigBuilder(pi4j)
                    .id("spi-" + bus + "-" + chipSelect)
                    .bus(SpiBus.getByNumber(bus))
                    .channel(chipSelect)
                    .mode(mode)
                    .baud(speed));
            return new SpiWire(device, this);
        } catch (RuntimeException e) {
            throw fault(e);
        }
    }

    public List<Claim> claims() {
        return List.of(new Claim(toString(), CHIP_SELECT.key()));
    }

    /** What Pi4J threw, as a fault of this place. */
    IOException fault(RuntimeException thrown) {
        String reason = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return new IOException(reason.contains(toString()) ? reason : "spi: " + this + ": " + reason, thrown);
    }

    @Override
    public String toString() {
        return "spidev" + bus + "." + chipSelect;
    }
}
