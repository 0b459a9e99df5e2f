package dev.linnet.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** systemd's end of the socket. What was sent is here when {@code sendto} has returned, so nothing needs to wait. */
final class DatagramReceiver implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int CAPACITY = 4096;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(CAPACITY);
    private final int descriptor;

    DatagramReceiver(String address) {
        descriptor = (int) call(
                link("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT)), AF_UNIX, SOCK_DGRAM, 0);
        byte[] path = address.getBytes(UTF_8);
        boolean named = path[0] == '@';
        int length = Short.BYTES + path.length + (named ? 0 : 1);
        MemorySegment target = arena.allocate(length, Short.BYTES);
        target.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(path, 0, target, JAVA_BYTE, Short.BYTES, path.length);
        if (named) {
            target.set(JAVA_BYTE, Short.BYTES, (byte) 0);
        }
        int bound = (int) call(
                link("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT)), descriptor, target, length);
        if (bound != 0) {
            throw new IllegalStateException("cannot bind " + address);
        }
    }

    /** The next message; null when there is none. */
    @Nullable
    String next() {
        long count = (long) call(
                link("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT)),
                descriptor,
                buffer,
                (long) CAPACITY,
                MSG_DONTWAIT);
        return count < 0 ? null : new String(buffer.asSlice(0, count).toArray(JAVA_BYTE), UTF_8);
    }

    @Override
    public void close() {
        call(link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)), descriptor);
        arena.close();
    }

    // Restricted since a wrong signature can crash the JVM: these are the ones of POSIX on 64-bit Linux.
    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor);
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
