package dev.linnet.sensors.linux.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/** Opens a device below /dev; a refusal says what is missing and how to put it right. */
public final class DeviceFile {
    private DeviceFile() {}

    /**
     * Opens it for reading and writing.
     *
     * @param kind "gpio", "i2c" or "spi": begins every error, and is the group that owns such devices by convention
     * @param absent what to say, with its remedy, when there is no such device
     */
    public static Descriptor open(Kernel kernel, String path, String kind, String absent) throws KernelException {
        try {
            return Descriptor.open(kernel, path, Kernel.O_RDWR);
        } catch (KernelException e) {
            throw switch (e.errno()) {
                case EACCES, EPERM -> new KernelException(e, kind + ": " + denied(path, kind));
                case ENOENT, ENXIO, ENODEV -> new KernelException(e, kind + ": " + absent);
                case EBUSY -> new KernelException(e, kind + ": " + path + " is in use by another program");
                default -> new KernelException(e, kind + ": cannot open " + path + ": " + e.getMessage());
            };
        }
    }

    private static String denied(String path, String kind) {
        String group = group(path, kind);
        return "no permission to open " + path + ": add this program's user to the group '" + group
                + "' (sudo usermod -aG " + group + " USER, then log in again; for a service: SupplementaryGroups="
                + group
                + ")";
    }

    /** The group that owns the device, or the one that should when it still belongs to root. */
    private static String group(String path, String kind) {
        try {
            String owner = Files.readAttributes(Path.of(path), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .group()
                    .getName();
            return owner.equals("root") ? kind : owner;
        } catch (IOException | UnsupportedOperationException _) {
            return kind;
        }
    }
}
