package dev.linnet.sensors.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kernel's text files below an injected root. */
record HostFiles(Path root) {
    Path path(String name) {
        return root.resolve(name);
    }

    boolean exists(String name) {
        return Files.isReadable(path(name));
    }

    List<String> lines(String name) throws IOException {
        try {
            // Not Files.size + read: files of /proc say that they are empty.
            return Files.readAllLines(path(name), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new IOException("/" + name + " is not there", e);
        }
    }

    /** The whole of a small file, without the line's end. */
    String text(String name) throws IOException {
        return String.join("\n", lines(name)).strip();
    }

    /** The file's number, or an error that names the file. */
    long number(String name) throws IOException {
        return parse(name, text(name));
    }

    static long parse(String name, @Nullable String text) throws IOException {
        try {
            if (text != null) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            throw new IOException("/" + name + ": expected a whole number, not '" + text + "'", e);
        }
        throw new IOException("/" + name + ": a number is missing");
    }

    static double parseDecimal(String name, String text) throws IOException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException("/" + name + ": expected a number, not '" + text + "'", e);
        }
    }

    /** The names below a folder that match a glob, sorted, each with the folder before it; none when it is not there. */
    List<String> names(String folder, String glob) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(folder), glob)) {
            for (Path entry : entries) {
                found.add(folder + "/" + entry.getFileName());
            }
        } catch (IOException e) {
            // A machine without this folder has none of its channels: that is the answer, not a failure.
            return List.of();
        }
        found.sort(null);
        return found;
    }

    /** The file's text if it can be read at all. */
    Optional<String> textIfThere(String name) {
        try {
            return Optional.of(text(name));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
