package dev.linnet.sensors.linux.gpio;

import com.pi4j.config.BusConfig;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalConfig;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes the line that a Pi4J configuration means: a {@code bus} chooses a chip by its number, a property by its name, else it is the chip set for all, else the header's. */
final class GpioLines {
    /** More than any chip has. */
    private static final int MOST_LINES = 4096;

    private final GpioChips chips;
    private final @Nullable String chip;

    /** A number for each chip that a configuration has named, in the order in which they came. */
    private final Map<String, Integer> chipNumbers = new ConcurrentHashMap<>();

    /** @param chip name or label of the chip for lines that name none; null for the header's */
    GpioLines(GpioChips chips, @Nullable String chip) {
        this.chips = chips;
        this.chip = chip;
    }

    Line request(DigitalConfig<?> config, LineSettings settings) {
        Integer line = config.bcm();
        if (line == null) {
            throw new IOException("gpio: '" + config.id() + "' names no line (bcm)");
        }
        try (GpioChip open = chip(config)) {
            return open.request(line, "linnet:" + config.id(), settings);
        } catch (KernelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Tells the lines of all chips apart, which Pi4J does by one number alone. */
    int identifier(DigitalConfig<?> config) {
        Map<String, String> properties = config.properties();
        String named = properties.containsKey(BusConfig.BUS_KEY)
                ? properties.get(BusConfig.BUS_KEY)
                : properties.getOrDefault(LinuxDevices.CHIP_KEY, "");
        int number = chipNumbers.computeIfAbsent(named, _ -> chipNumbers.size());
        return number * MOST_LINES + config.bcm();
    }

    private GpioChip chip(DigitalConfig<?> config) throws KernelException {
        // bus() answers 0 also where nobody set it: only the property tells.
        if (config.properties().containsKey(BusConfig.BUS_KEY)) {
            return chips.numbered(config.bus());
        }
        String named = config.properties().getOrDefault(LinuxDevices.CHIP_KEY, chip);
        return named == null ? chips.header() : chips.named(named);
    }
}
