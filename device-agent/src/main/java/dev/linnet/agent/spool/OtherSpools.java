package dev.linnet.agent.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Spools of other devices beside one: when a device was renamed, what waits under its former name goes nowhere by itself. */
final class OtherSpools {
    private OtherSpools() {}

    /** The folders beside that one in which readings wait. */
    static List<Path> beside(Path directory) throws IOException {
        List<Path> others = new ArrayList<>();
        try (Stream<Path> folders = Files.list(directory.toAbsolutePath().getParent())) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                if (!Files.isSameFile(folder, directory) && holdsReadings(folder)) {
                    others.add(folder);
                }
            }
        }
        return others;
    }

    private static boolean holdsReadings(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(Segment.SUFFIX));
        }
    }
}
