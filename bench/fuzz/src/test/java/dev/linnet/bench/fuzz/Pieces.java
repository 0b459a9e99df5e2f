package dev.linnet.bench.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The same bytes cut into pieces, as a network may deliver them; a seed stands for a way of cutting. */
final class Pieces {
    private static final int WHOLE = 0;
    private static final int BYTE_BY_BYTE = 1;

    /** Takes one piece; false when nothing more is wanted. */
    @FunctionalInterface
    interface Taker<X extends Exception> {
        boolean take(ByteBuffer piece) throws X;
    }

    private Pieces() {}

    /** Offers the pieces in order, each in a buffer of its own that may be written to. */
    static <X extends Exception> void offer(byte[] bytes, int seed, Taker<X> taker) throws X {
        SplittableRandom random = new SplittableRandom(seed);
        int at = 0;
        while (at < bytes.length) {
            int length = switch (seed) {
                case WHOLE -> bytes.length;
                case BYTE_BY_BYTE -> 1;
                default -> 1 + random.nextInt(1 << random.nextInt(1, 8));
            };
            int end = Math.min(bytes.length, at + length);
            if (!taker.take(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, end)))) {
                return;
            }
            at = end;
        }
    }
}
