package dev.linnet.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Sends datagrams to a Unix socket, which the JDK cannot. Each call opens and closes its own descriptor: there is nothing to
 * close, and no descriptor for another thread to close under a send.
 */
final class UnixDatagram {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    /** unix(7): {@code sun_path} has 108 bytes, and a path ends in a zero byte. */
    private static final int MAX_PATH_BYTES = 107;

    private final String address;
    private final byte[] path;

    /** @param address a path, or {@code @} and a name for the abstract name space */
    UnixDatagram(String address) {
        this.address = address;
        this.path = address.getBytes(UTF_8);
        if (!address.startsWith("/") && !address.startsWith("@")) {
            throw new IllegalArgumentException(
                    "NOTIFY_SOCKET must be a path or an abstract name, not '" + address + "'");
        }
        if (path.length > MAX_PATH_BYTES) {
            throw new IllegalArgumentException("NOTIFY_SOCKET is longer than " + MAX_PATH_BYTES + " bytes: " + address);
        }
        if (path[0] == '@') {
            path[0] = 0;
        }
    }

    void send(String text) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(Libc.ERROR_LAYOUT);
            byte[] bytes = text.getBytes(UTF_8);
            MemorySegment message = arena.allocateFrom(JAVA_BYTE, bytes);
            MemorySegment target = target(arena);
            int descriptor = Libc.socket(error, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (descriptor < 0) {
                throw failed("open a socket for", error);
            }
            try {
                long sent = Libc.sendto(error, descriptor, message, bytes.length, MSG_NOSIGNAL, target);
                if (sent != bytes.length) {
                    throw failed("notify", error);
                }
            } finally {
                Libc.close(descriptor);
            }
        }
    }

    private MemorySegment target(Arena arena) {
        // An abstract name is counted, a path is ended (unix(7)).
        int length = path[0] == 0 ? path.length : path.length + 1;
        MemorySegment target = arena.allocate(Short.BYTES + length, Short.BYTES);
        target.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(path, 0, target, JAVA_BYTE, Short.BYTES, path.length);
        return target;
    }

    private IOException failed(String what, MemorySegment error) {
        return new IOException("cannot " + what + " systemd at " + address + ": error "
                + (int) Libc.ERROR.get(error, 0L) + " (see errno(3))");
    }

    /** The three calls of libc; linked when the first message is sent, never without systemd. */
    private static final class Libc {
        static final MemoryLayout ERROR_LAYOUT = Linker.Option.captureStateLayout();
        static final VarHandle ERROR = ERROR_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));

        private static final Linker LINKER = Linker.nativeLinker();
        private static final MethodHandle SOCKET =
                link("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), true);
        private static final MethodHandle SENDTO = link(
                "sendto",
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT),
                true);
        private static final MethodHandle CLOSE = link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), false);

        // Restricted since a wrong signature can crash the JVM: these are the ones of POSIX on 64-bit Linux.
        @SuppressWarnings("restricted")
        private static MethodHandle link(String name, FunctionDescriptor descriptor, boolean fails) {
            MemorySegment symbol = LINKER.defaultLookup()
                    .find(name)
                    .orElseThrow(() -> new UnsupportedOperationException("this system's libc has no " + name));
            return fails
                    ? LINKER.downcallHandle(symbol, descriptor, Linker.Option.captureCallState("errno"))
                    : LINKER.downcallHandle(symbol, descriptor);
        }

        static int socket(MemorySegment error, int domain, int type, int protocol) {
            try {
                return (int) SOCKET.invokeExact(error, domain, type, protocol);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        static long sendto(
                MemorySegment error, int descriptor, MemorySegment bytes, long count, int flags, MemorySegment target) {
            try {
                return (long)
                        SENDTO.invokeExact(error, descriptor, bytes, count, flags, target, (int) target.byteSize());
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        static void close(int descriptor) {
            try {
                // What close() could report concerns files only; on Linux the descriptor is gone either way.
                int ignored = (int) CLOSE.invokeExact(descriptor);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        /** A call by a method handle declares every Throwable, and these throw none. */
        private static AssertionError unexpected(Throwable e) {
            return new AssertionError("a call into libc threw", e);
        }
    }
}
