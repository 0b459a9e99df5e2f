package dev.linnet.sensors.linux;

import dev.linnet.sensors.linux.gpio.GpioChips;
import dev.linnet.sensors.linux.kernel.Kernel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the devices are and how they are spoken to.
 *
 * @param kernel the system calls
 * @param devices where device files are, {@code /dev}
 * @param sys the kernel's view of its devices, {@code /sys}
 * @param gpioChip name or label of the gpiochip for lines that name none; null for the one behind the board's header
 */
public record LinuxDevices(
        Kernel kernel, Path devices, Path sys, @Nullable String gpioChip) {
    /** Among Pi4J's providers: above the deprecated gpiod (150), below upstream's FFM (200), which somebody added on purpose. */
    public static final int PRIORITY = 175;

    /** In a Pi4J configuration: the name or label of the gpiochip that has the line. */
    public static final String CHIP_KEY = "linnet.chip";

    /** This machine's. */
    public LinuxDevices(Kernel kernel, @Nullable String gpioChip) {
        this(kernel, Path.of("/dev"), Path.of("/sys"), gpioChip);
    }

    public GpioChips gpioChips() {
        return new GpioChips(kernel, devices);
    }
}
