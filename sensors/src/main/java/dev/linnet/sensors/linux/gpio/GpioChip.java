package dev.linnet.sensors.linux.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.linnet.sensors.linux.kernel.CString;
import dev.linnet.sensors.linux.kernel.Descriptor;
import dev.linnet.sensors.linux.kernel.DeviceFile;
import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.Kernel;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An open gpiochip. It may be closed as soon as the lines wanted were requested: they live on. */
public final class GpioChip implements AutoCloseable {
    private final Kernel kernel;
    private final Descriptor file;
    private final ChipInfo info;

    private GpioChip(Kernel kernel, Descriptor file, ChipInfo info) {
        this.kernel = kernel;
        this.file = file;
        this.info = info;
    }

    /** Opens the chip at a path such as {@code /dev/gpiochip0}. */
    public static GpioChip open(Kernel kernel, String path) throws KernelException {
        Descriptor file = DeviceFile.open(
                kernel,
                path,
                "gpio",
                "there is no " + path + ": list the chips that are there with 'linnet-agent scan'");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment struct = arena.allocate(GpioAbi.CHIP_INFO, 8);
            file.ioctl(GpioAbi.GET_CHIP_INFO, struct);
            ChipInfo info = new ChipInfo(
                    CString.read(struct, GpioAbi.CHIP_INFO_NAME, GpioAbi.NAME_SIZE),
                    CString.read(struct, GpioAbi.CHIP_INFO_LABEL, GpioAbi.NAME_SIZE),
                    struct.get(JAVA_INT, GpioAbi.CHIP_INFO_LINES));
            return new GpioChip(kernel, file, info);
        } catch (KernelException e) {
            file.close();
            throw new KernelException(e, "gpio: " + path + " does not answer as a gpiochip: " + e.getMessage());
        }
    }

    public ChipInfo info() {
        return info;
    }

    public LineInfo line(int line) throws KernelException {
        checkNumber(line);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment struct = arena.allocate(GpioAbi.LINE_INFO, 8);
            struct.set(JAVA_INT, GpioAbi.LINE_INFO_OFFSET, line);
            file.ioctl(GpioAbi.GET_LINE_INFO, struct);
            long flags = struct.get(JAVA_LONG, GpioAbi.LINE_INFO_FLAGS);
            return new LineInfo(
                    line,
                    CString.read(struct, GpioAbi.LINE_INFO_NAME, GpioAbi.NAME_SIZE),
                    CString.read(struct, GpioAbi.LINE_INFO_CONSUMER, GpioAbi.NAME_SIZE),
                    (flags & GpioAbi.FLAG_USED) != 0,
                    (flags & GpioAbi.FLAG_OUTPUT) != 0,
                    (flags & GpioAbi.FLAG_ACTIVE_LOW) != 0);
        }
    }

    /**
     * Takes a line; it is ours until the {@link Line} is closed or this process ends.
     *
     * @param consumer what others see as the line's user, cut to 31 bytes
     */
    public Line request(int line, String consumer, LineSettings settings) throws KernelException {
        checkNumber(line);
        String name = "gpio: line " + line + " of " + info.name();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = LineRequest.of(arena, line, consumer, settings);
            file.ioctl(GpioAbi.GET_LINE, request);
            int descriptor = request.get(JAVA_INT, GpioAbi.REQUEST_DESCRIPTOR);
            return new Line(new Descriptor(kernel, descriptor, name), name);
        } catch (KernelException e) {
            throw switch (e.errno()) {
                case EBUSY -> new KernelException(e, name + " is in use by " + user(line));
                case ENODEV -> new KernelException(e, "gpio: " + info.name() + " was removed");
                case ENOTTY, EINVAL ->
                    new KernelException(
                            e, name + " cannot be used as asked (" + settings + "); Linux 5.10 or newer is needed");
                default -> new KernelException(e, name + ": " + e.getMessage());
            };
        }
    }

    private String user(int line) {
        try {
            String consumer = line(line).consumer();
            return consumer.isEmpty() ? "another program or the kernel, which gave no name" : "\"" + consumer + "\"";
        } catch (KernelException _) {
            // Asking who holds the line is a courtesy; the refusal itself is what counts.
            return "another program or the kernel";
        }
    }

    private void checkNumber(int line) throws KernelException {
        if (line < 0 || line >= info.lines()) {
            throw new KernelException(
                    Errno.EINVAL,
                    "gpio: there is no line " + line + " on " + info.name() + " [" + info.label()
                            + "], which has lines 0 to " + (info.lines() - 1));
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
