package dev.linnet.faults;

import dev.linnet.site.SiteException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own, in memory, that can be full or read-only, or hang for those who were started {@link #within} it. It is gone
 * with the mount namespace of this test.
 */
final class Disk {
    private static final String ROOM = "4g";

    /** What makes it hang: bench/faults/run compiles it. */
    private static final Path LIBRARY = Path.of("bench/target/stall.so").toAbsolutePath();

    private final Path directory;
    private final Path hangs; // while it exists

    Disk(Path directory) {
        this.directory = directory;
        this.hangs = directory.resolveSibling(directory.getFileName() + ".hangs");
    }

    Path directory() {
        return directory;
    }

    void mount() throws SiteException, InterruptedException {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new SiteException("cannot make " + directory + ": " + e.getMessage(), e);
        }
        Shell.run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + ROOM, "faults", directory.toString());
    }

    /** Leaves so many bytes. */
    void fill(long left) throws SiteException, InterruptedException {
        try {
            FileStore store = Files.getFileStore(directory);
            long used = store.getTotalSpace() - store.getUnallocatedSpace();
            remount("size=" + Math.max(used + left, 4096)); // 0 would be no bound at all
        } catch (IOException e) {
            throw new SiteException("cannot look at " + directory + ": " + e.getMessage(), e);
        }
    }

    void empty() throws SiteException, InterruptedException {
        remount("size=" + ROOM);
    }

    /** Only while no file on it is open for writing. */
    void readOnly(boolean is) throws SiteException, InterruptedException {
        remount(is ? "ro" : "rw");
    }

    /** What stands before the command of a program that is to be held up when this disk hangs. */
    List<String> within() {
        return List.of("env", "LD_PRELOAD=" + LIBRARY, "STALL_DISK=" + directory, "STALL_WHILE=" + hangs);
    }

    /** No reading, writing or syncing of a file returns until {@link #goOn}. */
    void hang() throws SiteException {
        try {
            Files.createFile(hangs);
        } catch (IOException e) {
            throw new SiteException("cannot make " + hangs + ": " + e.getMessage(), e);
        }
    }

    void goOn() throws SiteException {
        try {
            Files.delete(hangs);
        } catch (IOException e) {
            throw new SiteException("cannot delete " + hangs + ": " + e.getMessage(), e);
        }
    }

    private void remount(String option) throws SiteException, InterruptedException {
        Shell.run("mount", "-o", "remount," + option, directory.toString());
    }
}
