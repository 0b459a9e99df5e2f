package dev.linnet.hub.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The folder that keeps what the hub knows. Its files are made readable by their owner alone, who is the folder's owner also
 * when root runs the command line, so that the hub can use what root made. SQLite gives its own side files the same.
 */
public final class StateDirectory {
    private final Path folder;
    private @Nullable FileChannel locked; // the starting and closing thread's

    public StateDirectory(Path folder) {
        this.folder = folder;
    }

    public Path history() {
        return folder.resolve("history.db");
    }

    public Path access() {
        return folder.resolve("access.db");
    }

    /** Makes the folder and its files where they are missing. */
    public void prepare() throws IOException {
        try {
            make();
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
            throw new IOException(
                    "the state folder " + folder + " cannot be used: " + e.getFile() + ": " + reason
                            + ". Run this as the hub's user (sudo -u linnet-hub linnet-hub …) or as root, or choose another"
                            + " folder with 'state' in the configuration",
                    e);
        }
    }

    /**
     * Makes this process the only hub on this folder until {@link #unlock} or its end.
     *
     * @throws IOException when another hub uses it
     */
    public void lock() throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                locked = channel;
                return;
            }
        } catch (OverlappingFileLockException e) {
            // A hub in this very process: as much another one.
        }
        channel.close();
        throw new IOException("another hub runs on the state folder " + folder
                + ": stop it, or choose another folder with 'state' in the configuration");
    }

    /** Lets another hub use the folder. */
    public void unlock() {
        FileChannel held = locked;
        locked = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                Logger.warn("{}: {}", folder.resolve("lock"), e.getMessage());
            }
        }
    }

    private void make() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        UserPrincipal owner = Files.getOwner(folder);
        make(history(), owner);
        make(access(), owner);
    }

    private static void make(Path file, UserPrincipal owner) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return; // the hub and the command line start at the same time
        }
        try {
            if (!Files.getOwner(file).equals(owner)) {
                Files.setOwner(file, owner);
            }
        } catch (FileSystemException e) {
            Logger.warn("{} belongs to another user than its folder: the hub may not be able to use it", file);
        }
    }
}
