package dev.linnet.agent.config;

import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.agent.spool.SpoolSettings.Mode;
import dev.linnet.configuration.Section;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Binds {@code spool}. */
final class SpoolReader {
    private static final long DEFAULT_MEMORY = 4L << 20;
    private static final long MIN_MEMORY = 64L << 10;
    private static final long DEFAULT_DISK = 64L << 20;
    private static final long MIN_DISK = 1L << 20;
    private static final Duration DEFAULT_AFTER = Duration.ofSeconds(10);
    private static final Duration DEFAULT_SYNC = Duration.ofSeconds(10);

    private SpoolReader() {}

    /** @param stateDirectory the folder that systemd gives to the service; null when it was not started by it */
    static SpoolSettings bind(Section section, Path file, String device, @Nullable String stateDirectory) {
        Mode mode = section.choice("mode", Mode.class, Mode.AUTO);
        // One for each device: what waits there goes to the hub under this name.
        Path directory = section.path(
                        "directory",
                        stateDirectory == null
                                ? file.resolveSibling("spool")
                                : Path.of(stateDirectory).resolve("spool"))
                .resolve(device);
        long memory = section.size("memory", DEFAULT_MEMORY);
        if (memory < MIN_MEMORY) {
            section.problem("memory", "memory: the spool needs at least 64KiB");
        }
        long disk = section.size("max-size", DEFAULT_DISK);
        if (disk < MIN_DISK) {
            section.problem("max-size", "max-size: the spool needs at least 1MiB of the disk");
        }
        Duration after = section.duration("after", DEFAULT_AFTER);
        Duration sync = section.duration("sync", DEFAULT_SYNC);
        return new SpoolSettings(mode, directory, memory, disk, after, sync);
    }
}
