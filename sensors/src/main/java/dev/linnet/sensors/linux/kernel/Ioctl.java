package dev.linnet.sensors.linux.kernel;

/** How ioctl request numbers are composed (asm-generic/ioctl.h, which amd64 and arm64 both use). */
public final class Ioctl {
    private static final long WRITE = 1;
    private static final long READ = 2;

    private Ioctl() {}

    /** {@code _IOR(type, number, size)}: the kernel fills {@code size} bytes. */
    public static long read(int type, int number, long size) {
        return compose(READ, type, number, size);
    }

    /** {@code _IOW(type, number, size)}: the kernel takes {@code size} bytes. */
    public static long write(int type, int number, long size) {
        return compose(WRITE, type, number, size);
    }

    /** {@code _IOWR(type, number, size)}. */
    public static long readWrite(int type, int number, long size) {
        return compose(READ | WRITE, type, number, size);
    }

    private static long compose(long direction, int type, int number, long size) {
        return direction << 30 | size << 16 | (long) type << 8 | number;
    }
}
