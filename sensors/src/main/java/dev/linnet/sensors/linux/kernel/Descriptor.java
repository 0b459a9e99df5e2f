package dev.linnet.sensors.linux.kernel;

import java.lang.foreign.MemorySegment;

/**
 * An open file, closed exactly once. A call after that fails with EBADF instead of reaching whichever file was given the number
 * next; a call under way is waited for. Calls interrupted by a signal are repeated. Any thread; the lock guards the number only
 * against being closed during a call, and no call here waits for long.
 */
public final class Descriptor implements AutoCloseable {
    private static final int CLOSED = -1;

    private final Kernel kernel;
    private final String name;

    /** Guarded by this. */
    private int number;

    /** Takes over {@code number}, an open descriptor; {@code name} is what errors call it. */
    public Descriptor(Kernel kernel, int number, String name) {
        this.kernel = kernel;
        this.number = number;
        this.name = name;
    }

    public static Descriptor open(Kernel kernel, String path, int flags) throws KernelException {
        int number = repeated(() -> (long) kernel.open(path, flags | Kernel.O_CLOEXEC));
        return new Descriptor(kernel, number, path);
    }

    public String name() {
        return name;
    }

    public synchronized int ioctl(long request, MemorySegment argument) throws KernelException {
        int open = opened();
        return repeated(() -> (long) kernel.ioctl(open, request, argument));
    }

    public synchronized int ioctl(long request, long argument) throws KernelException {
        int open = opened();
        return repeated(() -> (long) kernel.ioctl(open, request, argument));
    }

    public synchronized int read(MemorySegment into, long length) throws KernelException {
        int open = opened();
        return repeated(() -> kernel.read(open, into, length));
    }

    public synchronized int write(MemorySegment from, long length) throws KernelException {
        int open = opened();
        return repeated(() -> kernel.write(open, from, length));
    }

    /** Has {@code epoll} watch this file; the watch ends by itself when this closes. */
    public synchronized void watchedBy(int epoll, long token) throws KernelException {
        kernel.watch(epoll, opened(), token);
    }

    public synchronized void unwatchedBy(int epoll) throws KernelException {
        kernel.unwatch(epoll, opened());
    }

    public synchronized boolean isOpen() {
        return number != CLOSED;
    }

    @Override
    public synchronized void close() {
        if (number == CLOSED) {
            return;
        }
        int open = number;
        number = CLOSED;
        try {
            kernel.close(open);
        } catch (KernelException e) {
            // Linux has let go of the descriptor even so, and none of these devices buffers writes: nothing can be
            // lost.
            assert e.errno() != Errno.EBADF : name + " was closed by somebody else";
        }
    }

    private int opened() throws KernelException {
        if (number == CLOSED) {
            throw KernelException.of(name, Errno.EBADF.number());
        }
        return number;
    }

    private static int repeated(SystemCall call) throws KernelException {
        while (true) {
            try {
                return Math.toIntExact(call.run());
            } catch (KernelException e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }

    private interface SystemCall {
        long run() throws KernelException;
    }
}
