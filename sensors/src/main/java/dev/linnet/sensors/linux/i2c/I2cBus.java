package dev.linnet.sensors.linux.i2c;

import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A bus of the machine, to find out who answers on it. */
public final class I2cBus {
    private static final String PREFIX = "i2c-";

    /** Those below and above are for the bus's own purposes (NXP UM10204 §3.1.12). */
    private static final int FIRST = 0x08;

    private static final int LAST = 0x77;

    private final LinuxDevices devices;
    private final int number;

    /**
     * Somebody who answers.
     *
     * @param driven whether a driver of the kernel's has the address
     * @param driver that driver's name; may be empty
     */
    public record Device(int address, boolean driven, String driver) {}

    private I2cBus(LinuxDevices devices, int number) {
        this.devices = devices;
        this.number = number;
    }

    /** All that there are, in the order of their numbers. */
    public static List<I2cBus> all(LinuxDevices devices) throws KernelException {
        List<I2cBus> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(devices.devices(), PREFIX + "[0-9]*")) {
            for (Path entry : entries) {
                String number = entry.getFileName().toString().substring(PREFIX.length());
                found.add(new I2cBus(devices, Integer.parseInt(number)));
            }
        } catch (IOException | NumberFormatException e) {
            throw new KernelException(Errno.EIO, "i2c: cannot list " + devices.devices() + ": " + e.getMessage());
        }
        found.sort(Comparator.comparingInt(I2cBus::number));
        return found;
    }

    public int number() {
        return number;
    }

    /** What its adapter's driver calls it; empty when unknown. */
    public String name() {
        try {
            return Files.readString(devices.sys().resolve("class/i2c-adapter/" + PREFIX + number + "/name"))
                    .strip();
        } catch (IOException _) {
            return ""; // Only a name for people.
        }
    }

    /** Asks every address, the way that is least likely to upset a chip. */
    public List<Device> devices() throws KernelException {
        List<Device> found = new ArrayList<>();
        for (int address = FIRST; address <= LAST; address++) {
            try (I2cDevice device = I2cDevice.open(devices, number, address, true)) {
                if (device.answers()) {
                    found.add(new Device(address, false, ""));
                }
            } catch (KernelException e) {
                if (e.errno() != Errno.EBUSY) {
                    throw e;
                }
                found.add(new Device(address, true, I2cDevice.driver(devices.sys(), number, address)));
            }
        }
        return found;
    }
}
