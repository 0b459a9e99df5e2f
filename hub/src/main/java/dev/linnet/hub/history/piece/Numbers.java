package dev.linnet.hub.history.piece;

/**
 * A column of numbers, every bit of each kept. Most sensors give decimals of few digits: those are whole numbers when
 * scaled, and differ little from one to the next. What does not fit is written as the bytes in which it differs from the
 * number before.
 */
final class Numbers {
    private static final int XOR = 255;
    private static final int MAX_DIGITS = 9;
    /** Larger ones are not exact as doubles. */
    private static final double MAX_SCALED = 1L << 53;

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private Numbers() {}

    static void write(double[] numbers, ByteSink sink) {
        int digits = digits(numbers);
        if (digits > MAX_DIGITS) {
            sink.put(XOR);
            writeDifferences(numbers, sink);
            return;
        }
        sink.put(digits);
        long before = 0;
        for (double number : numbers) {
            long scaled = scaled(number, digits);
            sink.zigzag(scaled - before);
            before = scaled;
        }
    }

    static double[] read(int count, ByteSource source) throws MalformedPieceException {
        int form = source.take();
        if (form == XOR) {
            return readDifferences(count, source);
        }
        if (form > MAX_DIGITS) {
            throw new MalformedPieceException("numbers of the unknown form " + form);
        }
        double[] numbers = new double[count];
        long scaled = 0;
        for (int i = 0; i < count; i++) {
            scaled += source.zigzag();
            numbers[i] = scaled / POWERS[form];
        }
        return numbers;
    }

    /** How many decimals all of them have at most; more than {@link #MAX_DIGITS} when some have no such form. */
    private static int digits(double[] numbers) {
        int digits = 0;
        for (double number : numbers) {
            while (digits <= MAX_DIGITS && !decimal(number, digits)) {
                digits++;
            }
        }
        return digits;
    }

    private static boolean decimal(double number, int digits) {
        // A quotient of exact numbers is rounded once, as the decimal was when it was read: so it is the same double.
        return Math.abs(number * POWERS[digits]) < MAX_SCALED
                && Double.doubleToRawLongBits(scaled(number, digits) / POWERS[digits])
                        == Double.doubleToRawLongBits(number);
    }

    private static long scaled(double number, int digits) {
        return Math.round(number * POWERS[digits]);
    }

    private static void writeDifferences(double[] numbers, ByteSink sink) {
        ByteSink bytes = new ByteSink();
        long before = 0;
        for (double number : numbers) {
            long bits = Double.doubleToRawLongBits(number);
            long different = bits ^ before;
            int leading = Long.numberOfLeadingZeros(different) / Byte.SIZE;
            int trailing = different == 0 ? 0 : Long.numberOfTrailingZeros(different) / Byte.SIZE;
            sink.put(leading << 4 | trailing); // first all of these, which DEFLATE makes small
            for (int i = Long.BYTES - 1 - leading; i >= trailing; i--) {
                bytes.put((int) (different >>> (i * Byte.SIZE)));
            }
            before = bits;
        }
        sink.put(bytes.toBytes());
    }

    private static double[] readDifferences(int count, ByteSource source) throws MalformedPieceException {
        int[] spans = new int[count];
        for (int i = 0; i < count; i++) {
            spans[i] = source.take();
        }
        double[] numbers = new double[count];
        long bits = 0;
        for (int n = 0; n < count; n++) {
            int trailing = spans[n] & 0xF;
            for (int i = Long.BYTES - 1 - (spans[n] >> 4); i >= trailing; i--) {
                bits ^= (long) source.take() << (i * Byte.SIZE);
            }
            numbers[n] = Double.longBitsToDouble(bits);
        }
        return numbers;
    }
}
