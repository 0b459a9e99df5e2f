package dev.linnet.sensors.linux.i2c;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.kernel.Descriptor;
import dev.linnet.sensors.linux.kernel.DeviceFile;
import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One device on one bus: writes and reads that are each one transaction on the wire. Adapters that carry plain I2C do so; those that know SMBus
 * only (and {@code i2c-stub}) get the SMBus transaction that looks the same on the wire, or an error that says there is none.
 */
public final class I2cDevice implements AutoCloseable {
    private static final int HIGHEST_ADDRESS = 0x77;

    private final int bus;
    private final int address;
    private final Descriptor file;
    private final Wire wire;

    /** How bytes get onto the wire. */
    interface Wire {
        /** Writes, then reads in the same transaction; either may be empty, not both. */
        void transfer(byte[] write, byte[] read) throws KernelException;

        /** Asks for an acknowledgement only: by reading a byte, else by writing none. */
        void probe(boolean reading) throws KernelException;
    }

    private I2cDevice(int bus, int address, Descriptor file, Wire wire) {
        this.bus = bus;
        this.address = address;
        this.file = file;
        this.wire = wire;
    }

    /**
     * Opens the device; whether one is there shows at the first transfer.
     *
     * @param smbus true to use SMBus transactions even where the adapter can do more
     */
    public static I2cDevice open(LinuxDevices devices, int bus, int address, boolean smbus) throws KernelException {
        if (address < 0 || address > HIGHEST_ADDRESS) {
            throw new KernelException(
                    Errno.EINVAL, "i2c: address 0x" + Integer.toHexString(address) + " is outside 0x00 to 0x77");
        }
        Descriptor file = DeviceFile.open(
                devices.kernel(),
                devices.devices().resolve("i2c-" + bus).toString(),
                "i2c",
                "there is no bus " + bus + " (/dev/i2c-" + bus
                        + "): switch it on (Raspberry Pi: sudo raspi-config nonint do_i2c 0) and load i2c-dev");
        try {
            long functions = functions(file);
            claim(devices.sys(), file, bus, address);
            Wire wire = !smbus && (functions & I2cAbi.CAN_I2C) != 0
                    ? new PlainI2c(file, address)
                    : new Smbus(file, functions);
            return new I2cDevice(bus, address, file, wire);
        } catch (KernelException e) {
            file.close();
            throw e;
        }
    }

    private static long functions(Descriptor file) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment functions = arena.allocate(JAVA_LONG);
            file.ioctl(I2cAbi.GET_FUNCTIONS, functions);
            return functions.get(JAVA_LONG, 0);
        }
    }

    /** SMBus transactions need it; plain ones do not, but would talk into a kernel driver's conversation. */
    private static void claim(Path sys, Descriptor file, int bus, int address) throws KernelException {
        try {
            file.ioctl(I2cAbi.SET_ADDRESS, address);
        } catch (KernelException e) {
            if (e.errno() != Errno.EBUSY) {
                throw e;
            }
            String driver = driver(sys, bus, address);
            String name = driver.isEmpty() ? "" : " \"" + driver + "\"";
            throw new KernelException(
                    e,
                    "i2c: " + place(bus, address) + " is in use by the kernel's driver" + name
                            + ": read its values under iio or hwmon, or unload it");
        }
    }

    /** The kernel's driver that has that address; empty when it gives no name. */
    static String driver(Path sys, int bus, int address) {
        Path link = sys.resolve(String.format("bus/i2c/devices/%d-%04x/driver", bus, address));
        try {
            return Files.readSymbolicLink(link).getFileName().toString();
        } catch (IOException _) {
            return "";
        }
    }

    /** Whether somebody acknowledges the address: by an empty write, but by a read where that might program a memory chip. */
    boolean answers() throws KernelException {
        try {
            wire.probe(isMemory(address));
            return true;
        } catch (KernelException e) {
            if (e.errno() == Errno.EOPNOTSUPP || e.errno() == Errno.EBADF) {
                throw new KernelException(e, "i2c: bus " + bus + ": " + e.getMessage());
            }
            return false;
        }
    }

    /** EEPROMs and their write protection: what i2cdetect treats likewise. */
    private static boolean isMemory(int address) {
        return (address >= 0x30 && address <= 0x37) || (address >= 0x50 && address <= 0x5F);
    }

    static String place(int bus, int address) {
        return String.format("0x%02x on bus %d", address, bus);
    }

    /** How errors call it: {@code 0x76 on bus 1}. */
    public String place() {
        return place(bus, address);
    }

    public void write(byte[] bytes) throws KernelException {
        transfer(bytes, new byte[0]);
    }

    public void read(byte[] into) throws KernelException {
        transfer(new byte[0], into);
    }

    /** Writes, then reads after a repeated start: the usual way to read a register. */
    public void transfer(byte[] write, byte[] read) throws KernelException {
        if (write.length == 0 && read.length == 0) {
            throw new IllegalArgumentException("nothing to transfer");
        }
        try {
            wire.transfer(write, read);
        } catch (KernelException e) {
            throw switch (e.errno()) {
                // Adapters differ in how they say that nobody acknowledged (Documentation/i2c/fault-codes.rst).
                case ENXIO, EREMOTEIO, ENODEV, EIO ->
                    new KernelException(e, "i2c: no answer at " + place() + ": check wiring, power and address");
                case ETIMEDOUT ->
                    new KernelException(
                            e,
                            "i2c: " + place() + " holds the bus (clock or data stuck low): check wiring and pull-ups");
                case EBADF -> new KernelException(e, "i2c: " + place() + " is closed");
                default -> new KernelException(e, "i2c: " + place() + ": " + e.getMessage());
            };
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
