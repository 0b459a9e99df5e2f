package dev.linnet.faults;

import dev.linnet.site.SiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The board that an agent runs on, as far as the kernel names its runs: from power on to power off. */
final class Machine {
    private final Path bootId;

    Machine(Path bootId) throws SiteException {
        this.bootId = bootId;
        switchOn();
    }

    /** A program that is started from now on sees another run of the machine. */
    void switchOn() throws SiteException {
        try {
            Files.writeString(bootId, UUID.randomUUID() + "\n");
        } catch (IOException e) {
            throw new SiteException("cannot write " + bootId + ": " + e.getMessage(), e);
        }
    }

    /** What stands before the command of a program on it. */
    List<String> within() {
        // A copy, since the program is to see what was there when it started.
        String mount = "cp " + bootId + " " + bootId + ".seen && mount --bind " + bootId
                + ".seen /proc/sys/kernel/random/boot_id && exec \"$@\"";
        return List.of("unshare", "--mount", "sh", "-c", mount, "sh");
    }
}
