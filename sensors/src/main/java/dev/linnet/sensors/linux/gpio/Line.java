package dev.linnet.sensors.linux.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.linnet.sensors.linux.kernel.Descriptor;
import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/** A line that is ours. Levels are the wire's (true: high), never turned round. Any thread. */
public final class Line implements AutoCloseable {
    private static final long THE_LINE = 1;

    private final Descriptor file;
    private final String name;

    Line(Descriptor file, String name) {
        this.file = file;
        this.name = name;
    }

    /** How errors call it: {@code gpio: line 17 of gpiochip0}. */
    public String name() {
        return name;
    }

    Descriptor file() {
        return file;
    }

    /** The level now; with a debounce, the debounced level. */
    public boolean high() throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(GpioAbi.VALUES, 8);
            values.set(JAVA_LONG, GpioAbi.VALUES_MASK, THE_LINE);
            file.ioctl(GpioAbi.GET_VALUES, values);
            return (values.get(JAVA_LONG, GpioAbi.VALUES_BITS) & THE_LINE) != 0;
        } catch (KernelException e) {
            throw explained(e);
        }
    }

    public void set(boolean high) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(GpioAbi.VALUES, 8);
            values.set(JAVA_LONG, GpioAbi.VALUES_MASK, THE_LINE);
            values.set(JAVA_LONG, GpioAbi.VALUES_BITS, high ? THE_LINE : 0);
            file.ioctl(GpioAbi.SET_VALUES, values);
        } catch (KernelException e) {
            throw explained(e);
        }
    }

    /**
     * Takes what edges there are, oldest first, as many as {@code buffer} holds; waits if there are none.
     *
     * @param after the sequence number of the last edge taken before, to notice a gap
     */
    List<Edge> takeEdges(MemorySegment buffer, int after) throws KernelException {
        int bytes;
        try {
            bytes = file.read(buffer, buffer.byteSize());
        } catch (KernelException e) {
            throw explained(e);
        }
        int[] last = {after};
        return IntStream.range(0, bytes / GpioAbi.EVENT)
                .mapToObj(i -> {
                    Edge edge = edge(buffer.asSlice((long) i * GpioAbi.EVENT, GpioAbi.EVENT), last[0]);
                    last[0] = edge.sequence();
                    return edge;
                })
                .toList();
    }

    private static Edge edge(MemorySegment event, int after) {
        int sequence = event.get(JAVA_INT, GpioAbi.EVENT_LINE_SEQUENCE);
        return new Edge(
                event.get(JAVA_INT, GpioAbi.EVENT_ID) == GpioAbi.EVENT_RISING,
                event.get(JAVA_LONG, GpioAbi.EVENT_TIMESTAMP),
                sequence,
                Integer.toUnsignedLong(sequence - after - 1));
    }

    private KernelException explained(KernelException e) {
        return switch (e.errno()) {
            case ENODEV, ENXIO -> new KernelException(e, name + ": the chip was removed");
            case EBADF -> new KernelException(e, name + " is closed");
            default -> new KernelException(e, name + ": " + e.getMessage());
        };
    }

    public boolean isOpen() {
        return file.isOpen();
    }

    /** Gives the line back; whether an output keeps its level then is the board's own affair. */
    @Override
    public void close() {
        file.close();
    }

    /** For a line whose chip has gone. */
    static boolean isGone(KernelException e) {
        return e.errno() == Errno.ENODEV || e.errno() == Errno.ENXIO;
    }
}
