package dev.linnet.sensors.linux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A kernel in memory: device files that tests put there, and descriptors with the real one's rules. Safe for use by several threads. */
public final class FakeKernel implements Kernel {
    private static final int FIRST = 3;

    /** One open file; called under the kernel's lock. */
    public abstract static class File {
        protected abstract int ioctl(long request, long argument) throws KernelException;

        protected byte[] read(int length) throws KernelException {
            throw error("read", Errno.EINVAL);
        }

        /** Of {@link Kernel#EPOLLIN} and the like. */
        protected int ready() {
            return 0;
        }

        protected void closed() {}
    }

    private record Watch(int descriptor, long token) {}

    // All guarded by this.
    private final Map<String, Supplier<File>> devices = new HashMap<>();
    private final Map<String, Errno> refusals = new HashMap<>();
    private final Map<Integer, File> open = new HashMap<>();
    private final Map<Integer, Map<Integer, Watch>> epolls = new LinkedHashMap<>();
    private int interruptions;
    private int idleEnds;

    public synchronized FakeKernel device(String path, Supplier<File> opener) {
        devices.put(path, opener);
        return this;
    }

    public synchronized FakeKernel refuse(String path, Errno errno) {
        refusals.put(path, errno);
        return this;
    }

    /** The next {@code count} calls that can be interrupted are. */
    public synchronized void interrupt(int count) {
        interruptions = count;
    }

    /** Lets one waiting thread's time be up. */
    public synchronized void endWaiting() {
        idleEnds++;
        notifyAll();
    }

    /** Something became ready. */
    public synchronized void changed(Runnable change) {
        change.run();
        notifyAll();
    }

    public synchronized int openFiles() {
        return open.size();
    }

    public synchronized int install(File file) {
        int descriptor = FIRST;
        while (open.containsKey(descriptor)) {
            descriptor++;
        }
        open.put(descriptor, file);
        return descriptor;
    }

    public static KernelException error(String call, Errno errno) {
        return KernelException.of(call, errno.number());
    }

    @Override
    public synchronized int open(String path, int flags) throws KernelException {
        maybeInterrupt();
        if (refusals.containsKey(path)) {
            throw error("open " + path, refusals.get(path));
        }
        Supplier<File> opener = devices.get(path);
        if (opener == null) {
            throw error("open " + path, Errno.ENOENT);
        }
        return install(opener.get());
    }

    @Override
    public synchronized void close(int descriptor) throws KernelException {
        file(descriptor).closed();
        open.remove(descriptor);
        epolls.remove(descriptor);
        epolls.values().forEach(watches -> watches.remove(descriptor));
    }

    @Override
    public synchronized long read(int descriptor, MemorySegment into, long length) throws KernelException {
        maybeInterrupt();
        byte[] bytes = file(descriptor).read((int) length);
        MemorySegment.copy(bytes, 0, into, JAVA_BYTE, 0, bytes.length);
        return bytes.length;
    }

    @Override
    public synchronized long write(int descriptor, MemorySegment from, long length) throws KernelException {
        if (!(file(descriptor) instanceof Counter counter)) {
            throw error("write", Errno.EINVAL);
        }
        counter.set = true;
        notifyAll();
        return length;
    }

    @Override
    public synchronized int ioctl(int descriptor, long request, MemorySegment argument) throws KernelException {
        return ioctl(descriptor, request, argument.address());
    }

    @Override
    public synchronized int ioctl(int descriptor, long request, long argument) throws KernelException {
        maybeInterrupt();
        return file(descriptor).ioctl(request, argument);
    }

    /** What a request's argument points to. */
    @SuppressWarnings("restricted") // The fake is handed an address, as the real kernel is.
    public static MemorySegment at(long address, long size) {
        return MemorySegment.ofAddress(address).reinterpret(size);
    }

    @Override
    public synchronized int eventDescriptor() {
        return install(new Counter());
    }

    @Override
    public synchronized int createEpoll() {
        int epoll = install(new Counter());
        epolls.put(epoll, new LinkedHashMap<>());
        return epoll;
    }

    @Override
    public synchronized void watch(int epoll, int descriptor, long token) throws KernelException {
        file(descriptor);
        watches(epoll).put(descriptor, new Watch(descriptor, token));
        notifyAll();
    }

    @Override
    public synchronized void unwatch(int epoll, int descriptor) throws KernelException {
        file(descriptor);
        if (watches(epoll).remove(descriptor) == null) {
            throw error("epoll_ctl", Errno.ENOENT);
        }
    }

    /** Waits for readiness or {@link #endWaiting}, whatever the timeout: time is the tests' to pass. */
    @Override
    public synchronized int waitEpoll(int epoll, long[] tokens, int[] events, int timeoutMillis)
            throws KernelException {
        while (true) {
            maybeInterrupt();

            int count = 0;
            for (Watch watch : watches(epoll).values()) {
                int ready = file(watch.descriptor()).ready();
                if (ready != 0 && count < tokens.length) {
                    tokens[count] = watch.token();
                    events[count++] = ready;
                }
            }
            if (count > 0) {
                return count;
            }
            if (idleEnds > 0) {
                idleEnds--;
                return 0;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Map<Integer, Watch> watches(int epoll) throws KernelException {
        Map<Integer, Watch> watches = epolls.get(epoll);
        if (watches == null) {
            throw error("epoll", Errno.EBADF);
        }
        return watches;
    }

    private File file(int descriptor) throws KernelException {
        File file = open.get(descriptor);
        if (file == null) {
            throw error("descriptor " + descriptor, Errno.EBADF);
        }
        return file;
    }

    private void maybeInterrupt() throws KernelException {
        if (interruptions > 0) {
            interruptions--;
            throw error("call", Errno.EINTR);
        }
    }

    private static final class Counter extends File {
        private boolean set;

        @Override
        protected int ioctl(long request, long argument) throws KernelException {
            throw error("ioctl", Errno.ENOTTY);
        }

        @Override
        protected int ready() {
            return set ? EPOLLIN : 0;
        }
    }
}
