package dev.linnet.agent.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** A small text file, replaced as a whole; each line ends in its checksum, and one that is damaged is left out. One thread's. */
final class CheckedLines {
    private final Path file;
    private List<String> saved = List.of();

    CheckedLines(Path file) {
        this.file = file;
    }

    /** The words of each good line that has so many, without the checksum; none when there is no file. */
    List<String[]> load(int words) throws IOException {
        List<String[]> found = new ArrayList<>();
        try {
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                int end = line.lastIndexOf(' ');
                String[] content =
                        end < 0 ? new String[0] : line.substring(0, end).split(" ", -1);
                if (content.length == words && line.substring(end + 1).equals(checksum(line.substring(0, end)))) {
                    found.add(content);
                }
            }
            saved = found.stream().map(content -> String.join(" ", content)).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return found;
    }

    void save(List<String> lines) throws IOException {
        if (lines.equals(saved)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line).append(' ').append(checksum(line)).append('\n');
        }
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, text, StandardCharsets.ISO_8859_1);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        saved = List.copyOf(lines);
    }

    private static String checksum(String line) {
        CRC32C crc = new CRC32C();
        crc.update(line.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(crc.getValue());
    }
}
