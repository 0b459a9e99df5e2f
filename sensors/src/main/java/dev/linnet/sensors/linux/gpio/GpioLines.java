package dev.linnet.sensors.linux.gpio;

import com.pi4j.config.BusConfig;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalConfig;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.kernel.KernelException;
import org.jspecify.annotations.Nullable;

/** Takes the line that a Pi4J configuration means: a {@code bus} chooses a chip by its number, a property by its name, else it is the chip set for all, else the header's. */
final class GpioLines {
    private final GpioChips chips;
    private final @Nullable String chip;

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

    private GpioChip chip(DigitalConfig<?> config) throws KernelException {
        // bus() answers 0 also where nobody set it: only the property tells.
        if (config.properties().containsKey(BusConfig.BUS_KEY)) {
            return chips.numbered(config.bus());
        }
        String named = config.properties().getOrDefault(LinuxDevices.CHIP_KEY, chip);
        return named == null ? chips.header() : chips.named(named);
    }
}
