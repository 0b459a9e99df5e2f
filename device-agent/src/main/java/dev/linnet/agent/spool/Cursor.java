package dev.linnet.agent.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the hub has acknowledged of each stream in the segments. Without it the hub is sent some readings again, and drops
 * them. Owned by the spool's thread.
 */
final class Cursor {
    private final CheckedLines file;

    Cursor(Path directory) {
        this.file = new CheckedLines(directory.resolve("acknowledged"));
    }

    Map<String, Long> load() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        for (String[] words : file.load(2)) {
            found.put(words[0], Long.parseLong(words[1]));
        }
        return found;
    }

    void save(Map<String, Long> acknowledged) throws IOException {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(acknowledged).forEach((stream, sequence) -> lines.add(stream + " " + sequence));
        file.save(lines);
    }
}
