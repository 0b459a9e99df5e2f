package dev.linnet.sensors.kernel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The devices of one of the kernel's systems for sensors: their names, which stay, and their folders, whose numbers do not. */
public final class KernelDevices {
    /** Channels are files: {@code in_temp_input}, {@code in_voltage0_raw}, {@code temp1_input}. */
    private static final Pattern IIO_FILE = Pattern.compile("in_(.+)_(input|raw)");

    private static final Pattern HWMON_FILE = Pattern.compile("([a-z]+[0-9]+)_input");

    private final String system;
    private final Path folder;

    private KernelDevices(String system, Path folder) {
        this.system = system;
        this.folder = folder;
    }

    /** Sensors, converters and the like: Documentation/driver-api/iio. */
    public static KernelDevices iio(Path root) {
        return new KernelDevices("iio", root.resolve("sys/bus/iio/devices"));
    }

    /** What watches the machine itself: Documentation/hwmon. */
    public static KernelDevices hwmon(Path root) {
        return new KernelDevices("hwmon", root.resolve("sys/class/hwmon"));
    }

    public String system() {
        return system;
    }

    /** Folders of all devices, in the order of their names. */
    public List<Path> all() throws IOException {
        List<Path> found = new ArrayList<>();
        String pattern = system.equals("iio") ? "iio:device*" : "hwmon*";
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
            entries.forEach(found::add);
        } catch (NoSuchFileException _) {
            return found;
        }
        found.sort(null);
        return found;
    }

    /** What the device's driver calls it, such as {@code dht11}; devices of one kind share a name. */
    public static String name(Path device) throws IOException {
        return Files.readString(device.resolve("name")).strip();
    }

    /** The channels that the device measures, such as {@code temp} or {@code voltage0}, in the order of their names. */
    public List<String> channels(Path device) throws IOException {
        Pattern pattern = system.equals("iio") ? IIO_FILE : HWMON_FILE;
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(device)) {
            for (Path file : files) {
                Matcher matcher = pattern.matcher(file.getFileName().toString());
                if (matcher.matches() && !found.contains(matcher.group(1))) {
                    found.add(matcher.group(1));
                }
            }
        }
        found.sort(null);
        return found;
    }

    /** Those of them that Linnet knows a unit for. */
    public List<String> knownChannels(Path device) throws IOException {
        return channels(device).stream()
                .filter(channel -> KernelQuantity.of(system, channel).isPresent())
                .toList();
    }

    /** The device with that name. */
    Path named(String name) throws IOException {
        List<String> names = new ArrayList<>();
        List<Path> matches = new ArrayList<>();
        for (Path device : all()) {
            String found = name(device);
            names.add(found);
            if (found.equals(name)) {
                matches.add(device);
            }
        }
        if (matches.isEmpty()) {
            String there = names.isEmpty() ? "none" : String.join(", ", names);
            throw new IOException(system + ": there is no device '" + name + "' (there is " + there + ")");
        }
        if (matches.size() > 1) {
            throw new IOException(system + ": " + matches.size() + " devices are called '" + name
                    + "': name its folder instead, such as "
                    + matches.getFirst().getFileName());
        }
        return matches.getFirst();
    }

    /** The device with that name, or in the folder of that name. */
    Path find(String nameOrFolder) throws IOException {
        Path direct = folder.resolve(nameOrFolder);
        return Files.exists(direct.resolve("name")) ? direct : named(nameOrFolder);
    }

    /** The channel's value in the kernel's unit, processed by its driver or from raw value, offset and scale. */
    double value(Path device, String channel) throws IOException {
        if (system.equals("hwmon")) {
            return number(device.resolve(channel + "_input"));
        }
        Path processed = device.resolve("in_" + channel + "_input");
        if (Files.exists(processed)) {
            return number(processed);
        }
        double raw = number(device.resolve("in_" + channel + "_raw"));
        return (raw + shared(device, channel, "offset", 0)) * shared(device, channel, "scale", 1);
    }

    /** An attribute of the channel's own, else of all channels of its kind. */
    private static double shared(Path device, String channel, String attribute, double fallback) throws IOException {
        for (String name : List.of(channel, channel.replaceFirst("[0-9]+.*$", ""))) {
            Path file = device.resolve("in_" + name + "_" + attribute);
            if (Files.exists(file)) {
                return number(file);
            }
        }
        return fallback;
    }

    private static double number(Path file) throws IOException {
        String text = Files.readString(file).strip();
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException(file + " holds '" + text + "' instead of a number", e);
        }
    }
}
