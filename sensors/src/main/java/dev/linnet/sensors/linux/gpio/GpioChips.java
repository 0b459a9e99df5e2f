package dev.linnet.sensors.linux.gpio;

import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.Kernel;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The machine's gpiochips. The one behind a Raspberry Pi's header is known by its label, never by its number: on a Pi 5 it has been
 * gpiochip4 and gpiochip0, depending on the kernel.
 */
public final class GpioChips {
    /** Pi 0 to 3, Pi 4, Pi 5: the chip that drives the 40-pin header. */
    private static final List<String> HEADERS = List.of("pinctrl-bcm2835", "pinctrl-bcm2711", "pinctrl-rp1");

    private static final String PREFIX = "gpiochip";

    private final Kernel kernel;
    private final Path devices;

    /**
     * Opens nothing yet.
     *
     * @param devices where device files are, {@code /dev}
     */
    public GpioChips(Kernel kernel, Path devices) {
        this.kernel = kernel;
        this.devices = devices;
    }

    /** Paths of all chips in the order of their numbers; aliases (links) left out. */
    public List<Path> paths() throws KernelException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(devices, PREFIX + "*")) {
            for (Path entry : entries) {
                if (!Files.isSymbolicLink(entry)) {
                    found.add(entry);
                }
            }
        } catch (IOException e) {
            throw new KernelException(Errno.EIO, "gpio: cannot list " + devices + ": " + e.getMessage());
        }
        found.sort(Comparator.comparingInt((Path path) -> path.toString().length())
                .thenComparing(Comparator.naturalOrder()));
        return found;
    }

    public GpioChip open(Path path) throws KernelException {
        return GpioChip.open(kernel, path.toString());
    }

    /** The chip with that number; for boards where the header's chip is not known. */
    public GpioChip numbered(int number) throws KernelException {
        return open(devices.resolve(PREFIX + number));
    }

    /** The chip with that label or name, such as {@code pinctrl-bcm2711} or {@code gpiochip0}. */
    public GpioChip named(String nameOrLabel) throws KernelException {
        return chosen(List.of(nameOrLabel), "there is no chip '" + nameOrLabel + "'");
    }

    /** Whether that chip drives a Raspberry Pi's header. */
    public static boolean isHeader(ChipInfo chip) {
        return HEADERS.contains(chip.label());
    }

    /** The chip of the header; on other boards the only chip there is. */
    public GpioChip header() throws KernelException {
        List<Path> paths = paths();
        if (paths.size() == 1) {
            return open(paths.getFirst());
        }
        return chosen(HEADERS, "no chip here is known to be a header's: choose one");
    }

    /** Opens one chip after the other; what is not wanted is closed again. */
    private GpioChip chosen(List<String> wanted, String otherwise) throws KernelException {
        List<ChipInfo> others = new ArrayList<>();
        KernelException refused = null;
        for (Path path : paths()) {
            try {
                GpioChip chip = open(path);
                if (wanted.contains(chip.info().label())
                        || wanted.contains(chip.info().name())) {
                    return chip;
                }
                others.add(chip.info());
                chip.close();
            } catch (KernelException e) {
                refused = e;
            }
        }
        if (refused != null) {
            throw refused;
        }
        String seen = others.isEmpty()
                ? "there is no gpiochip at all: the kernel has no driver for one, or " + devices
                        + " is not visible here"
                : otherwise + "; there are "
                        + others.stream().map(ChipInfo::toString).collect(Collectors.joining(", "));
        throw new KernelException(Errno.ENODEV, "gpio: " + seen);
    }
}
