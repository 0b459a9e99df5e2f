package dev.linnet.sensors.linux.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The system calls behind the character devices, as thin as they come: one call each, no retry, no policy. {@link Libc} is the real
 * one; tests script their own. Any thread may call any method.
 */
public interface Kernel {
    int O_RDONLY = 0;
    int O_RDWR = 2;
    int O_CLOEXEC = 0x80000;

    int EPOLLIN = 0x1;
    int EPOLLERR = 0x8;
    int EPOLLHUP = 0x10;

    /** The new descriptor. */
    int open(String path, int flags) throws KernelException;

    /** Never to be repeated, whatever it says: Linux has closed the descriptor even when it answers EINTR. */
    void close(int descriptor) throws KernelException;

    /** Bytes read; 0 at the end of the file. */
    long read(int descriptor, MemorySegment into, long length) throws KernelException;

    long write(int descriptor, MemorySegment from, long length) throws KernelException;

    /** What the request returns, often 0. */
    int ioctl(int descriptor, long request, MemorySegment argument) throws KernelException;

    /** For requests whose argument is a number, not an address. */
    int ioctl(int descriptor, long request, long argument) throws KernelException;

    /** A counter to wake a waiting thread with: written as 8 bytes, readable until read. */
    int eventDescriptor() throws KernelException;

    int createEpoll() throws KernelException;

    /** Watches {@code descriptor} for input, errors and hang-ups, until it is closed; {@code token} names it in {@link #waitEpoll}. */
    void watch(int epoll, int descriptor, long token) throws KernelException;

    /** Ends a watch before the descriptor is closed. */
    void unwatch(int epoll, int descriptor) throws KernelException;

    /**
     * Waits until something watched is ready, at most {@code timeoutMillis} (-1: without end).
     *
     * @return how many entries of {@code tokens} and {@code events} were filled, 0 when the time was up
     */
    int waitEpoll(int epoll, long[] tokens, int[] events, int timeoutMillis) throws KernelException;
}
