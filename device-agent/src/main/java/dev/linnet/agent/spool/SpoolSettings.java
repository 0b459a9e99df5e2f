package dev.linnet.agent.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where readings wait, and how much they may take there.
 *
 * @param mode when they go to the disk
 * @param directory holds the segments; one agent's own
 * @param memoryBytes how much memory they may take
 * @param diskBytes how much of the disk they may take
 * @param after with {@link Mode#AUTO}, readings that have waited this long for an acknowledgement go to the disk
 * @param sync what has been written is forced to the medium at least this often: a power cut takes no more than this
 */
public record SpoolSettings(
        Mode mode, Path directory, long memoryBytes, long diskBytes, Duration after, Duration sync) {
    /** When readings go to the disk. */
    public enum Mode {
        /** When they have to wait, when memory gets short, and at the agent's end. */
        AUTO,
        /** At once, each of them. */
        ALWAYS,
        /** Never; what an earlier mode left on the disk is still sent. */
        MEMORY
    }
}
