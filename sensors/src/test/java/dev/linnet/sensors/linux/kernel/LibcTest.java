package dev.linnet.sensors.linux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The real system calls on what every Linux machine has. */
class LibcTest {
    private final Libc libc = new Libc();

    @Test
    void readsAndCloses() throws KernelException {
        int zero = libc.open("/dev/zero", Kernel.O_RDONLY | Kernel.O_CLOEXEC);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(16).fill((byte) 7);
            assertThat(libc.read(zero, bytes, 10)).isEqualTo(10);
            assertThat(bytes.toArray(JAVA_BYTE)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7, 7, 7, 7);
        }
        libc.close(zero);
        assertThatThrownBy(() -> libc.close(zero))
                .isInstanceOfSatisfying(
                        KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBADF));
    }

    @Test
    void tellsWhyNot() {
        assertThatThrownBy(() -> libc.open("/dev/no-such-device", Kernel.O_RDWR))
                .hasMessage("open /dev/no-such-device: no such file (ENOENT)");
    }

    @Test
    void passesRequestsOn() throws KernelException {
        int zero = libc.open("/dev/zero", Kernel.O_RDONLY | Kernel.O_CLOEXEC);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment argument = arena.allocate(JAVA_LONG);
            assertThatThrownBy(() -> libc.ioctl(zero, 0x8044B401L, argument))
                    .hasMessage("ioctl 0x8044b401: the device does not know this request (ENOTTY)");
        } finally {
            libc.close(zero);
        }
    }

    @Test
    void waitsForEvents() throws KernelException {
        int epoll = libc.createEpoll();
        int event = libc.eventDescriptor();
        long[] tokens = new long[4];
        int[] events = new int[4];
        try (Arena arena = Arena.ofConfined()) {
            libc.watch(epoll, event, 0x1234_5678_9ABC_DEF0L);
            assertThat(libc.waitEpoll(epoll, tokens, events, 0)).isZero();
            libc.write(event, arena.allocateFrom(JAVA_LONG, 1), Long.BYTES);
            assertThat(libc.waitEpoll(epoll, tokens, events, -1)).isOne();
            assertThat(tokens[0]).isEqualTo(0x1234_5678_9ABC_DEF0L);
            assertThat(events[0]).isEqualTo(Kernel.EPOLLIN);
            libc.unwatch(epoll, event);
            assertThat(libc.waitEpoll(epoll, tokens, events, 0)).isZero();
        } finally {
            libc.close(event);
            libc.close(epoll);
        }
    }

    @Test
    void leaksNothing() throws IOException {
        long before = openFiles();
        for (int i = 0; i < 10_000; i++) {
            Descriptor.open(libc, "/dev/null", Kernel.O_RDWR).close();
        }
        assertThat(openFiles()).isLessThan(before + 100);
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
