package dev.linnet.sensors.linux.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.linnet.sensors.linux.kernel.CString;
import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import dev.linnet.sensors.linux.kernel.Kernel;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** A gpiochip whose wires the test holds. Calls that change something go through the kernel's lock. */
public final class FakeChip {
    private final FakeKernel kernel;
    private final ChipInfo info;
    private final int eventBuffer;

    // Guarded by the kernel.
    private final Map<Integer, FakeLine> taken = new HashMap<>();
    private final Map<Integer, Consumer<Boolean>> reactions = new HashMap<>();
    private final Map<Integer, String> users = new HashMap<>();
    private final Map<Integer, Boolean> wires = new HashMap<>();
    private boolean removed;
    private boolean hungUp;
    private long clock = 1_000;

    public FakeChip(FakeKernel kernel, String path, String label, int lines, int eventBuffer) {
        this.kernel = kernel;
        this.info = new ChipInfo(path.substring(path.lastIndexOf('/') + 1), label, lines);
        this.eventBuffer = eventBuffer;
        kernel.device(path, ChipFile::new);
    }

    public FakeChip(FakeKernel kernel, String path, String label) {
        this(kernel, path, label, 54, 16);
    }

    public void usedBy(int line, String consumer) {
        kernel.changed(() -> users.put(line, consumer));
    }

    /** Changes the level on the wire. */
    public void drive(int line, boolean high) {
        kernel.changed(() -> {
            boolean before = high(line);
            wires.put(line, high);
            FakeLine user = taken.get(line);
            if (user != null && before != high) {
                user.edge(high);
            }
        });
    }

    /** Plays what the world does when an output is set. */
    public void whenSet(int line, Consumer<Boolean> reaction) {
        kernel.changed(() -> reactions.put(line, reaction));
    }

    /** Lets the kernel's clock go on. */
    public void pass(long nanos) {
        clock += nanos;
    }

    /** Takes the chip away; only since Linux 6.6 are those told who wait for its lines. */
    void remove(boolean tell) {
        kernel.changed(() -> {
            removed = true;
            hungUp = tell;
        });
    }

    boolean high(int line) {
        return wires.getOrDefault(line, false);
    }

    FakeLine line(int line) {
        return Objects.requireNonNull(taken.get(line), "that line is not taken");
    }

    long now() {
        return clock;
    }

    private final class ChipFile extends FakeKernel.File {
        @Override
        protected int ioctl(long request, long argument) throws KernelException {
            if (removed) {
                throw FakeKernel.error("ioctl", Errno.ENODEV);
            }
            if (request == GpioAbi.GET_CHIP_INFO) {
                MemorySegment struct = FakeKernel.at(argument, GpioAbi.CHIP_INFO);
                CString.write(struct, GpioAbi.CHIP_INFO_NAME, GpioAbi.NAME_SIZE, info.name());
                CString.write(struct, GpioAbi.CHIP_INFO_LABEL, GpioAbi.NAME_SIZE, info.label());
                struct.set(JAVA_INT, GpioAbi.CHIP_INFO_LINES, info.lines());
            } else if (request == GpioAbi.GET_LINE_INFO) {
                MemorySegment struct = FakeKernel.at(argument, GpioAbi.LINE_INFO);
                String user = users.get(struct.get(JAVA_INT, GpioAbi.LINE_INFO_OFFSET));
                if (user != null) {
                    CString.write(struct, GpioAbi.LINE_INFO_CONSUMER, GpioAbi.NAME_SIZE, user);
                    struct.set(JAVA_LONG, GpioAbi.LINE_INFO_FLAGS, GpioAbi.FLAG_USED);
                }
            } else if (request == GpioAbi.GET_LINE) {
                take(FakeKernel.at(argument, GpioAbi.REQUEST));
            } else {
                throw FakeKernel.error("ioctl", Errno.ENOTTY);
            }
            return 0;
        }

        private void take(MemorySegment request) throws KernelException {
            int number = request.get(JAVA_INT, GpioAbi.REQUEST_OFFSETS);
            if (users.containsKey(number)) {
                throw FakeKernel.error("ioctl", Errno.EBUSY);
            }
            FakeLine line = new FakeLine(number, request);
            taken.put(number, line);
            users.put(number, CString.read(request, GpioAbi.REQUEST_CONSUMER, GpioAbi.NAME_SIZE));
            request.set(JAVA_INT, GpioAbi.REQUEST_DESCRIPTOR, kernel.install(line));
        }
    }

    final class FakeLine extends FakeKernel.File {
        final long flags;
        final int attribute;
        final long attributeValue;
        private final int number;
        private final Deque<byte[]> events = new ArrayDeque<>();
        private int sequence;

        FakeLine(int number, MemorySegment request) {
            this.number = number;
            MemorySegment config = request.asSlice(GpioAbi.REQUEST_CONFIG, GpioAbi.CONFIG);
            flags = config.get(JAVA_LONG, GpioAbi.CONFIG_FLAGS);
            boolean has = config.get(JAVA_INT, GpioAbi.CONFIG_ATTRIBUTE_COUNT) == 1;
            attribute = has ? config.get(JAVA_INT, GpioAbi.CONFIG_ATTRIBUTES + GpioAbi.ATTRIBUTE_ID) : 0;
            attributeValue = has ? config.get(JAVA_LONG, GpioAbi.CONFIG_ATTRIBUTES + GpioAbi.ATTRIBUTE_VALUE) : 0;
            if ((flags & GpioAbi.FLAG_OUTPUT) != 0) {
                wires.put(number, attributeValue == 1);
            }
        }

        /** When the queue is full the oldest goes, as in the kernel. */
        private void edge(boolean rising) {
            if (events.size() == eventBuffer) {
                events.removeFirst();
            }
            clock += 10;
            sequence++;
            events.add(ByteBuffer.allocate(GpioAbi.EVENT)
                    .order(ByteOrder.nativeOrder())
                    .putLong(clock)
                    .putInt(rising ? GpioAbi.EVENT_RISING : GpioAbi.EVENT_FALLING)
                    .putInt(number)
                    .putInt(sequence)
                    .putInt(sequence)
                    .array());
        }

        @Override
        protected int ioctl(long request, long argument) throws KernelException {
            if (removed) {
                throw FakeKernel.error("ioctl", Errno.ENODEV);
            }
            MemorySegment values = FakeKernel.at(argument, GpioAbi.VALUES);
            if (request == GpioAbi.GET_VALUES) {
                values.set(JAVA_LONG, GpioAbi.VALUES_BITS, high(number) ? 1 : 0);
            } else if (request == GpioAbi.SET_VALUES) {
                boolean level = values.get(JAVA_LONG, GpioAbi.VALUES_BITS) == 1;
                wires.put(number, level);
                reactions.getOrDefault(number, high -> {}).accept(level);
            } else {
                throw FakeKernel.error("ioctl", Errno.ENOTTY);
            }
            return 0;
        }

        @Override
        protected byte[] read(int length) throws KernelException {
            if (removed) {
                throw FakeKernel.error("read", Errno.ENODEV);
            }
            int count = Math.min(length / GpioAbi.EVENT, events.size());
            ByteBuffer bytes = ByteBuffer.allocate(count * GpioAbi.EVENT);
            for (int i = 0; i < count; i++) {
                bytes.put(events.removeFirst());
            }
            return bytes.array();
        }

        @Override
        protected int ready() {
            if (hungUp) {
                return Kernel.EPOLLERR | Kernel.EPOLLHUP;
            }
            return events.isEmpty() ? 0 : Kernel.EPOLLIN;
        }

        @Override
        protected void closed() {
            taken.remove(number);
            users.remove(number);
        }
    }
}
