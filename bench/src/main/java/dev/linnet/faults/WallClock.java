package dev.linnet.faults;

import dev.linnet.site.SiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A program's wall clock that can be stepped, by libfaketime; its monotonic clock is the kernel's, as after a step by NTP. Steps are kept,
 * since what they did to readings' times has to be known in the end.
 */
final class WallClock {
    /** The library looks at its file this often. */
    static final Duration LAG = Duration.ofSeconds(2);

    private static final String LIBRARY = "/usr/lib/*/faketime/libfaketimeMT.so.1";

    /** From that moment of the monotonic clock on the wall clock is off by so much. */
    record Step(long nanoTime, Duration offset) {}

    /** Back to some day in 1970. */
    private static final Duration UNSET = Duration.ofDays(-20_600);

    private final Path file;
    private final List<Step> steps = new ArrayList<>(); // guarded by this

    WallClock(Path file) throws SiteException {
        this.file = file;
        step(Duration.ZERO);
    }

    /** What stands before the program's command; another library may stand before it. The shell finds the library of this machine's architecture. */
    List<String> before() {
        return List.of(
                "sh",
                "-c",
                "LD_PRELOAD=$(echo " + LIBRARY + "):$LD_PRELOAD FAKETIME_TIMESTAMP_FILE=" + file
                        + " FAKETIME_CACHE_DURATION=1 FAKETIME_FORCE_MONOTONIC_FIX=0 FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1"
                        + " NO_FAKE_STAT=1 exec \"$@\"",
                "sh");
    }

    synchronized void step(Duration offset) throws SiteException {
        steps.add(new Step(System.nanoTime(), offset));
        set(offset);
    }

    /** As on a board without a battery. No reading is to have a time of it, so it is no step. */
    void unset() throws SiteException {
        set(UNSET);
    }

    private void set(Duration offset) throws SiteException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(next, (offset.isNegative() ? "" : "+") + offset.toSeconds() + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SiteException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    synchronized List<Step> steps() {
        return List.copyOf(steps);
    }
}
