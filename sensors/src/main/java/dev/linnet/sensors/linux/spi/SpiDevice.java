package dev.linnet.sensors.linux.spi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.kernel.Descriptor;
import dev.linnet.sensors.linux.kernel.DeviceFile;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One chip select of one SPI bus. Each call is one message: the chip stays selected from its first byte to its last. */
public final class SpiDevice implements AutoCloseable {
    private final Descriptor file;
    private final String name;
    private final int speed;

    private SpiDevice(Descriptor file, String name, int speed) {
        this.file = file;
        this.name = name;
        this.speed = speed;
    }

    /**
     * Opens the device and sets the wire up.
     *
     * @param mode clock polarity and phase, 0 to 3
     * @param speed the clock in Hz; the controller may take less
     */
    public static SpiDevice open(LinuxDevices devices, int bus, int chipSelect, int mode, boolean lsbFirst, int speed)
            throws KernelException {
        String node = "spidev" + bus + "." + chipSelect;
        Descriptor file = DeviceFile.open(
                devices.kernel(),
                devices.devices().resolve(node).toString(),
                "spi",
                "there is no /dev/" + node
                        + ": switch SPI on (Raspberry Pi: sudo raspi-config nonint do_spi 0) and check bus and chip select");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_INT);
            value.set(JAVA_BYTE, 0, (byte) (mode | (lsbFirst ? SpiAbi.MODE_LSB_FIRST : 0)));
            file.ioctl(SpiAbi.SET_MODE, value);
            value.set(JAVA_BYTE, 0, (byte) Byte.SIZE);
            file.ioctl(SpiAbi.SET_BITS, value);
            value.set(JAVA_INT, 0, speed);
            file.ioctl(SpiAbi.SET_SPEED, value);
            return new SpiDevice(file, "spi: " + node, speed);
        } catch (KernelException e) {
            file.close();
            throw new KernelException(
                    e,
                    "spi: " + node + " refuses mode " + mode + (lsbFirst ? ", least significant bit first," : "")
                            + " at " + speed + " Hz: " + e.getMessage());
        }
    }

    /** Sends and receives at the same time, as many bytes each way. */
    public byte[] exchange(byte[] send) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocateFrom(JAVA_BYTE, send);
            MemorySegment transfer = arena.allocate(SpiAbi.TRANSFER, 8);
            fill(transfer, buffer, buffer, send.length);
            message(transfer, 1);
            return buffer.toArray(JAVA_BYTE);
        }
    }

    /**
     * Sends, then receives, with the chip selected throughout.
     *
     * @param pauseMicros between the two, at most 65,535
     */
    public byte[] sendThenReceive(byte[] send, int pauseMicros, int length) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment received = arena.allocate(length);
            MemorySegment transfers = arena.allocate(2L * SpiAbi.TRANSFER, 8);
            fill(transfers, arena.allocateFrom(JAVA_BYTE, send), MemorySegment.NULL, send.length);
            transfers.set(JAVA_SHORT, SpiAbi.TRANSFER_DELAY, (short) pauseMicros);
            fill(transfers.asSlice(SpiAbi.TRANSFER), MemorySegment.NULL, received, length);
            message(transfers, 2);
            return received.toArray(JAVA_BYTE);
        }
    }

    private void fill(MemorySegment transfer, MemorySegment send, MemorySegment receive, int length) {
        transfer.set(JAVA_LONG, SpiAbi.TRANSFER_SEND, send.address());
        transfer.set(JAVA_LONG, SpiAbi.TRANSFER_RECEIVE, receive.address());
        transfer.set(JAVA_INT, SpiAbi.TRANSFER_LENGTH, length);
        transfer.set(JAVA_INT, SpiAbi.TRANSFER_SPEED, speed);
        transfer.set(JAVA_BYTE, SpiAbi.TRANSFER_BITS, (byte) Byte.SIZE);
    }

    private void message(MemorySegment transfers, int count) throws KernelException {
        try {
            file.ioctl(SpiAbi.message(count), transfers);
        } catch (KernelException e) {
            throw switch (e.errno()) {
                case EMSGSIZE ->
                    new KernelException(
                            e,
                            name
                                    + ": longer than the kernel takes at once (spidev.bufsiz on its command line, usually 4096)");
                case ENODEV, ESHUTDOWN -> new KernelException(e, name + " was removed");
                case EBADF -> new KernelException(e, name + " is closed");
                default -> new KernelException(e, name + ": " + e.getMessage());
            };
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
