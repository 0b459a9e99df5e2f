package dev.linnet.sensors.ds18b20;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The thermometers that the kernel sees on its 1-Wire buses. */
public final class Thermometers {
    private final Path devices;

    /**
     * Looks at nothing yet.
     *
     * @param root where {@code sys} is
     */
    public Thermometers(Path root) {
        this.devices = root.resolve("sys/bus/w1/devices");
    }

    /** Such as {@code 28-00000a1b2c3d}, in order. */
    public List<String> addresses() throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(devices, "{10,22,28,3b,42}-*")) {
            entries.forEach(entry -> found.add(entry.getFileName().toString()));
        } catch (NoSuchFileException _) {
            return found;
        }
        found.sort(null);
        return found;
    }

    /** Whether the kernel has a 1-Wire bus at all. */
    boolean hasBus() {
        return Files.isDirectory(devices);
    }

    /** The file whose reading measures. */
    Path value(String address) {
        return devices.resolve(address).resolve("w1_slave");
    }
}
