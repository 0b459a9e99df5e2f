package dev.linnet.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.acknowledgement.Setting.Encoding;
import dev.linnet.acknowledgement.Setting.Room;
import dev.linnet.agent.spool.SpoolSettings.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Thousands of schedules in which connections die unnoticed, messages of dead ones arrive late, and either side is killed at any step. One
 * that fails is shortened as far as it still fails, and printed.
 */
class AcknowledgementTest {
    private static final int SCHEDULES = 500;
    private static final int MOVES = 100;
    private static final long LARGE = 16 << 20;
    private static final long SMALL = 4_000; // about thirty readings

    /** In memory where there is such a place: what is forced to the medium again and again would take most of the time. */
    @TempDir(factory = InMemory.class)
    Path folder;

    private int worlds;

    private static final class InMemory implements TempDirFactory {
        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "linnet")
                    : Files.createTempDirectory("linnet");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ALWAYS, JSON, LARGE,     1, false",
        "ALWAYS, CBOR, LARGE, 10001, true",
        "ALWAYS, CBOR, DISK,  20001, false",
        "ALWAYS, JSON, SMALL, 30001, true",
        "AUTO,   JSON, LARGE, 40001, false",
        "AUTO,   CBOR, DISK,  50001, true",
        "AUTO,   CBOR, SMALL, 60001, false"
    })
    void everyReadingThatIsKeptIsStoredOnceAndInOrder(
            Mode mode, Encoding encoding, Room room, long firstSeed, boolean pauses) throws Exception {
        look(new Setting(mode, encoding, room, pauses ? SMALL : LARGE, false), firstSeed);
    }

    /** A hub that was given back an older history, or none, loses nothing that an agent still has, and takes nothing twice. */
    @ParameterizedTest
    @CsvSource({"ALWAYS, CBOR, LARGE, 70001", "ALWAYS, JSON, SMALL, 80001", "AUTO,   JSON, DISK,  90001"})
    void aHistoryThatWasSetBackGoesOnFromThere(Mode mode, Encoding encoding, Room room, long firstSeed)
            throws Exception {
        look(new Setting(mode, encoding, room, LARGE, true), firstSeed);
    }

    private void look(Setting setting, long firstSeed) throws Exception {
        for (long seed = firstSeed; seed < firstSeed + SCHEDULES; seed++) {
            List<Move> moves = Move.draw(seed, MOVES);
            if (run(moves, setting) != null) {
                List<Move> shortest = shorten(moves, setting);
                assertThat(run(shortest, setting))
                        .as("%s, seed %d, shortened to %s", setting, seed, shortest)
                        .isNull();
            }
        }
    }

    /** Null when all is well. */
    private @Nullable String run(List<Move> moves, Setting setting) throws Exception {
        Path own = folder.resolve(Integer.toString(++worlds));
        World world = new World(own, setting);
        try {
            for (Move move : moves) {
                world.move(move);
            }
            world.settle();
            return null;
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        } finally {
            world.close();
            remove(own);
        }
    }

    /** Leaves out runs of moves, ever shorter ones, as long as what is left still fails. */
    private List<Move> shorten(List<Move> moves, Setting setting) throws Exception {
        List<Move> shortest = moves;
        for (int length = moves.size() / 2; length > 0; length /= 2) {
            for (int from = 0; from + length <= shortest.size(); ) {
                List<Move> shorter = new ArrayList<>(shortest.subList(0, from));
                shorter.addAll(shortest.subList(from + length, shortest.size()));
                if (run(shorter, setting) != null) {
                    shortest = shorter;
                } else {
                    from += length;
                }
            }
        }
        return shortest;
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
