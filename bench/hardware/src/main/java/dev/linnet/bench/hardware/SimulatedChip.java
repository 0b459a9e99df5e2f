package dev.linnet.bench.hardware;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A chip of the kernel's gpio-sim: the wires of its lines, from outside. */
final class SimulatedChip {
    private static final Path CONFIGURATION = Path.of("/sys/kernel/config/gpio-sim");

    private final Path folder;

    private SimulatedChip(Path folder) {
        this.folder = folder;
    }

    /** One that {@code guest/boards} has made. */
    static SimulatedChip named(String name) {
        return new SimulatedChip(CONFIGURATION.resolve(name));
    }

    /** A new one; {@link #remove} it in the end. */
    static SimulatedChip create(String name, String label, int lines) throws IOException {
        SimulatedChip chip = named(name);
        Files.createDirectories(chip.folder.resolve("bank0"));
        Files.writeString(chip.folder.resolve("bank0/label"), label);
        Files.writeString(chip.folder.resolve("bank0/num_lines"), Integer.toString(lines));
        chip.live(true);
        return chip;
    }

    /** Such as {@code gpiochip1}. */
    String name() throws IOException {
        return Files.readString(folder.resolve("bank0/chip_name")).strip();
    }

    /** Puts the chip in, or takes it out while it is in use. */
    void live(boolean live) throws IOException {
        Files.writeString(folder.resolve("live"), live ? "1" : "0");
    }

    void remove() throws IOException {
        live(false);
        Files.delete(folder.resolve("bank0"));
        Files.delete(folder);
    }

    /** Drives an input. */
    void drive(int line, boolean high) throws IOException {
        wire(line).drive(high);
    }

    /** An input's wire, which is looked up once; good until the chip is taken out. */
    Wire wire(int line) throws IOException {
        return new Wire(line(line).resolve("pull"));
    }

    /** What pulls an input up or down. */
    record Wire(Path pull) {
        void drive(boolean high) throws IOException {
            Files.writeString(pull, high ? "pull-up" : "pull-down");
        }
    }

    boolean high(int line) throws IOException {
        return Files.readString(line(line).resolve("value")).strip().equals("1");
    }

    private Path line(int line) throws IOException {
        String device = Files.readString(folder.resolve("dev_name")).strip();
        try (DirectoryStream<Path> chips =
                Files.newDirectoryStream(Path.of("/sys/devices/platform", device), "gpiochip*")) {
            return chips.iterator().next().resolve("sim_gpio" + line);
        }
    }
}
