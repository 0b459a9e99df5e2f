package dev.linnet.hub.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.tinylog.Logger;

/**
 * The folder that keeps what the hub knows. Its files are made readable by their owner alone, who is the folder's owner also
 * when root runs the command line, so that the hub can use what root made. SQLite gives its own side files the same.
 */
public final class StateDirectory {
    private final Path folder;

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
