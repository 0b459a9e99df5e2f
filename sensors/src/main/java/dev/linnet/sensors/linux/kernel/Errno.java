package dev.linnet.sensors.linux.kernel;

/** Error numbers that devices answer with (asm-generic/errno.h; the same on amd64 and arm64), in words. */
public enum Errno {
    EPERM(1, "operation not permitted"),
    ENOENT(2, "no such file"),
    EINTR(4, "interrupted by a signal"),
    EIO(5, "input/output error"),
    ENXIO(6, "no such device or address"),
    EBADF(9, "closed"),
    EAGAIN(11, "nothing there now"),
    ENOMEM(12, "out of memory"),
    EACCES(13, "permission denied"),
    EBUSY(16, "in use"),
    ENODEV(19, "no such device"),
    EINVAL(22, "invalid argument"),
    ENFILE(23, "the system has run out of file descriptors"),
    EMFILE(24, "this program has run out of file descriptors"),
    ENOTTY(25, "the device does not know this request"),
    EPIPE(32, "broken pipe"),
    EPROTO(71, "protocol error"),
    EBADMSG(74, "bad message"),
    EOVERFLOW(75, "value too large"),
    EMSGSIZE(90, "message too long"),
    EOPNOTSUPP(95, "not supported by the device"),
    ESHUTDOWN(108, "the device was shut down"),
    ETIMEDOUT(110, "timed out"),
    EREMOTEIO(121, "no acknowledgement from the device"),
    /** A number that is not listed here; the exception's text carries it. */
    OTHER(-1, "unknown error");

    private final int number;
    private final String words;

    Errno(int number, String words) {
        this.number = number;
        this.words = words;
    }

    public int number() {
        return number;
    }

    public String words() {
        return words;
    }

    static Errno of(int number) {
        for (Errno errno : values()) {
            if (errno.number == number) {
                return errno;
            }
        }
        return OTHER;
    }
}
