package dev.linnet.sensors.linux.kernel;

import java.io.IOException;
import java.io.Serial;

/** What the kernel refused and why; its text is fit for a person: the place, the reason and, where there is one, the remedy. */
public final class KernelException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Errno errno;

    public KernelException(Errno errno, String message) {
        super(message);
        this.errno = errno;
    }

    /** The same refusal, said better by somebody who knows what was wanted. */
    public KernelException(KernelException cause, String message) {
        super(message, cause);
        this.errno = cause.errno;
    }

    /** A bare system call's failure. */
    public static KernelException of(String call, int number) {
        Errno errno = Errno.of(number);
        String name = errno == Errno.OTHER ? "errno " + number : errno.name();
        return new KernelException(errno, call + ": " + errno.words() + " (" + name + ")");
    }

    public Errno errno() {
        return errno;
    }
}
