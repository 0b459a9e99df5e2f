package dev.linnet.bench.load;

/** Counts of nanoseconds in buckets of which 64 double the value: no error beyond 1.6 %. */
final class Histogram {
    private static final int BITS = 6;

    private final long[] counts = new long[(64 - BITS) << BITS];
    private long total;
    private long max;

    void record(long nanos) {
        counts[bucket(nanos)]++;
        total++;
        max = Math.max(max, nanos);
    }

    /** The value below or at which that part of all lies. */
    long percentile(double part) {
        long wanted = Math.max(1, (long) Math.ceil(part * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.min(max, highest(i));
            }
        }
        return max;
    }

    long max() {
        return max;
    }

    private static int bucket(long nanos) {
        long value = Math.max(0, nanos);
        int shift = Math.max(0, 63 - BITS - Long.numberOfLeadingZeros(value));
        return (shift << BITS) + (int) (value >>> shift);
    }

    private static long highest(int bucket) {
        int shift = Math.max(0, (bucket >> BITS) - 1);
        long base = bucket - ((long) shift << BITS);
        return ((base + 1) << shift) - 1;
    }
}
