package dev.linnet.agent.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What the hub has acknowledged of each boot in the segments: a line of text each, replaced as a whole. Without it the hub is
 * sent some readings again, and drops them. Owned by the spool's thread.
 */
final class Cursor {
    private final Path file;
    private Map<String, Long> saved = Map.of();

    Cursor(Path directory) {
        this.file = directory.resolve("acknowledged");
    }

    /** Empty when there is none, or when it is damaged. */
    Map<String, Long> load() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try {
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                String[] words = line.split(" ", -1);
                if (words.length == 3 && words[2].equals(checksum(words[0] + " " + words[1]))) {
                    found.put(words[0], Long.parseLong(words[1]));
                }
            }
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        return found;
    }

    void save(Map<String, Long> acknowledged) throws IOException {
        if (acknowledged.equals(saved)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        acknowledged.forEach((boot, sequence) -> {
            String line = boot + " " + sequence;
            text.append(line).append(' ').append(checksum(line)).append('\n');
        });
        Path temporary = file.resolveSibling("acknowledged.new");
        Files.writeString(temporary, text, StandardCharsets.ISO_8859_1);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        saved = Map.copyOf(acknowledged);
    }

    private static String checksum(String line) {
        CRC32C crc = new CRC32C();
        crc.update(line.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(crc.getValue());
    }
}
