package dev.linnet.sensors.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DescriptorTest {
    private final FakeKernel kernel = new FakeKernel();

    @Test
    void repeatsWhatASignalInterrupted() throws KernelException {
        kernel.device("/dev/thing", Echo::new);
        kernel.interrupt(3);
        try (Descriptor file = Descriptor.open(kernel, "/dev/thing", Kernel.O_RDWR)) {
            kernel.interrupt(3);
            assertThat(file.ioctl(5, 37L)).isEqualTo(42);
        }
    }

    @Test
    void isClosedOnce() throws KernelException {
        kernel.device("/dev/thing", Echo::new);
        Descriptor first = Descriptor.open(kernel, "/dev/thing", Kernel.O_RDWR);
        first.close();
        // The kernel gives the same number to the next file: neither a second close nor a late call may reach it.
        Descriptor second = Descriptor.open(kernel, "/dev/thing", Kernel.O_RDWR);
        first.close();
        assertThatThrownBy(() -> first.ioctl(5, 37L)).hasMessage("/dev/thing: closed (EBADF)");
        assertThat(second.ioctl(5, 37L)).isEqualTo(42);
        second.close();
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void saysWhichGroupIsMissing() {
        kernel.refuse("/dev/i2c-1", Errno.EACCES);
        assertThatThrownBy(() -> DeviceFile.open(kernel, "/dev/i2c-1", "i2c", "unused"))
                .hasMessageStartingWith(
                        "i2c: no permission to open /dev/i2c-1: add this program's user to the group 'i2c'");
    }

    @Test
    void saysWhatIsAbsent() {
        assertThatThrownBy(() -> DeviceFile.open(kernel, "/dev/i2c-9", "i2c", "there is no bus 9: switch it on"))
                .hasMessage("i2c: there is no bus 9: switch it on")
                .isInstanceOfSatisfying(
                        KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
    }

    private static final class Echo extends FakeKernel.File {
        @Override
        protected int ioctl(long request, long argument) {
            return (int) (request + argument);
        }
    }
}
