package dev.linnet.sensors.linux.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The C library's system calls, with errno captured in the same step (nothing may run in between). Needs
 * {@code --enable-native-access}. Made for 64-bit Linux: amd64 and arm64 share every number here, except the layout of one struct.
 */
public final class Libc implements Kernel {
    private static final int EFD_CLOEXEC_NONBLOCK = 0x80800;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_DEL = 2;

    /** struct epoll_event is packed on amd64 only: its 64-bit data follows the 32-bit events at once (linux/eventpoll.h). */
    private static final long EPOLL_DATA = System.getProperty("os.arch").equals("amd64") ? 4 : 8;

    private static final long EPOLL_EVENT = EPOLL_DATA + 8;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle open = call("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), 2);
    private final MethodHandle close = callWithErrno("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final MethodHandle read =
            callWithErrno("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private final MethodHandle write =
            callWithErrno("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    // An address and a number travel alike on both platforms: one handle serves both kinds of request.
    private final MethodHandle ioctl =
            call("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG), 2);
    private final MethodHandle eventfd = callWithErrno("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private final MethodHandle epollCreate = callWithErrno("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final MethodHandle epollControl =
            callWithErrno("epoll_ctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private final MethodHandle epollWait =
            callWithErrno("epoll_wait", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

    private static MethodHandle callWithErrno(String name, FunctionDescriptor type) {
        return call(name, type, Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle call(String name, FunctionDescriptor type, int firstVariadic) {
        return call(name, type, Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(firstVariadic));
    }

    @SuppressWarnings(
            "restricted") // This class is the one place that calls native code; each type was checked against the
    // manual.
    static MethodHandle call(String name, FunctionDescriptor type, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
    }

    @Override
    public int open(String path, int flags) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            int result = (int) open.invokeExact(state, arena.allocateFrom(path), flags);
            return checked(result, "open " + path, state);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public void close(int descriptor) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            checked((int) close.invokeExact(state, descriptor), "close", state);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public long read(int descriptor, MemorySegment into, long length) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            return checked((long) read.invokeExact(state, descriptor, into, length), "read", state);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public long write(int descriptor, MemorySegment from, long length) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            return checked((long) write.invokeExact(state, descriptor, from, length), "write", state);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int ioctl(int descriptor, long request, MemorySegment argument) throws KernelException {
        return ioctl(descriptor, request, argument.address());
    }

    @Override
    public int ioctl(int descriptor, long request, long argument) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            int result = (int) ioctl.invokeExact(state, descriptor, request, argument);
            return checked(result, "ioctl 0x" + Long.toHexString(request), state);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int eventDescriptor() throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            return checked((int) eventfd.invokeExact(state, 0, EFD_CLOEXEC_NONBLOCK), "eventfd", state);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int createEpoll() throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            return checked((int) epollCreate.invokeExact(state, O_CLOEXEC), "epoll_create1", state);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public void watch(int epoll, int descriptor, long token) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EPOLL_EVENT, 8);
            event.set(JAVA_INT_UNALIGNED, 0, EPOLLIN);
            event.set(JAVA_LONG_UNALIGNED, EPOLL_DATA, token);
            control(arena, epoll, EPOLL_CTL_ADD, descriptor, event);
        }
    }

    @Override
    public void unwatch(int epoll, int descriptor) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            control(arena, epoll, EPOLL_CTL_DEL, descriptor, MemorySegment.NULL);
        }
    }

    private void control(Arena arena, int epoll, int operation, int descriptor, MemorySegment event)
            throws KernelException {
        try {
            MemorySegment state = arena.allocate(CAPTURE);
            checked((int) epollControl.invokeExact(state, epoll, operation, descriptor, event), "epoll_ctl", state);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int waitEpoll(int epoll, long[] tokens, int[] events, int timeoutMillis) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            MemorySegment ready = arena.allocate(EPOLL_EVENT * tokens.length, 8);
            int count = checked(
                    (int) epollWait.invokeExact(state, epoll, ready, tokens.length, timeoutMillis),
                    "epoll_wait",
                    state);
            for (int i = 0; i < count; i++) {
                events[i] = ready.get(JAVA_INT_UNALIGNED, i * EPOLL_EVENT);
                tokens[i] = ready.get(JAVA_LONG_UNALIGNED, i * EPOLL_EVENT + EPOLL_DATA);
            }
            return count;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static int checked(int result, String call, MemorySegment state) throws KernelException {
        return (int) checked((long) result, call, state);
    }

    private static long checked(long result, String call, MemorySegment state) throws KernelException {
        if (result < 0) {
            throw KernelException.of(call, (int) ERRNO.get(state, 0L));
        }
        return result;
    }

    /** Method handles declare Throwable; what comes out is ours, unchecked, or an error. */
    private static KernelException rethrown(Throwable e) {
        if (e instanceof KernelException ours) {
            return ours;
        }
        if (e instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (e instanceof Error error) {
            throw error;
        }
        throw new AssertionError("a system call threw a checked exception", e);
    }
}
