package dev.linnet.sensors.linux.pwm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The machine's PWM chips, and which channel of them a Raspberry Pi's header pin is. */
public final class PwmChips {
    private static final String REMEDY =
            "switch PWM on (Raspberry Pi: dtoverlay=pwm-2chan in /boot/firmware/config.txt, then restart)";

    /** BCM2835 and BCM2711 have two channels, each on two pins; the Pi 5's RP1 has four, each on one. */
    private static final Map<Integer, Integer> TWO_CHANNELS = Map.of(12, 0, 18, 0, 13, 1, 19, 1);

    private static final Map<Integer, Integer> FOUR_CHANNELS = Map.of(12, 0, 13, 1, 18, 2, 19, 3);

    private final Path folder;

    /**
     * Looks at nothing yet.
     *
     * @param sys where the kernel shows its devices, {@code /sys}
     */
    public PwmChips(Path sys) {
        this.folder = sys.resolve("class/pwm");
    }

    /** The folder of that chip. */
    public Path numbered(int chip) throws IOException {
        Path path = folder.resolve("pwmchip" + chip);
        if (!Files.isDirectory(path)) {
            throw new IOException("pwm: there is no pwmchip" + chip + " (" + names(all()) + "): " + REMEDY);
        }
        return path;
    }

    /** The only chip there is. */
    public Path only() throws IOException {
        List<Path> chips = all();
        if (chips.size() == 1) {
            return chips.getFirst();
        }
        String which = chips.isEmpty() ? REMEDY : "choose one by its number";
        throw new IOException("pwm: " + names(chips) + ": " + which);
    }

    /** The channel that a header pin is on. */
    public static int channel(Path chip, int bcm) throws IOException {
        int channels = Integer.parseInt(Files.readString(chip.resolve("npwm")).strip());
        Integer channel = (channels == 4 ? FOUR_CHANNELS : TWO_CHANNELS).get(bcm);
        if (channel == null) {
            throw new IOException("pwm: GPIO " + bcm + " has no hardware PWM; GPIO 12, 13, 18 and 19 do");
        }
        return channel;
    }

    private List<Path> all() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "pwmchip*")) {
            entries.forEach(found::add);
        } catch (NoSuchFileException _) {
            return found;
        }
        found.sort(null);
        return found;
    }

    private static String names(List<Path> chips) {
        return chips.isEmpty()
                ? "this machine shows no PWM chip"
                : "there are "
                        + String.join(
                                ", ",
                                chips.stream()
                                        .map(p -> p.getFileName().toString())
                                        .toList());
    }
}
