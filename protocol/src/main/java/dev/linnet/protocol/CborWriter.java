package dev.linnet.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** CBOR's items (RFC 8949 §3), each in the fewest bytes that keep its value, with definite lengths. */
final class CborWriter implements ItemWriter {
    private static final int USUAL_BYTES = 256;
    private static final int MAX_DEPTH = 8;
    /** The most fields that an object's one head byte can count. */
    private static final int MAX_FIELDS = 23;

    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int DECIMAL_FRACTION = 0xc4;
    private static final int PAIR = 0x82;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;
    // Of the objects that are open: where their head is, and how many fields they have. A map of data has −1.
    private final int[] heads = new int[MAX_DEPTH];
    private final int[] fields = new int[MAX_DEPTH];
    private int depth;

    @Override
    public void startObject() {
        heads[depth] = length;
        fields[depth++] = 0;
        put(MAP << 5);
    }

    @Override
    public void startMap(int size) {
        heads[depth++] = -1;
        head(MAP, size);
    }

    @Override
    public void endObject() {
        int head = heads[--depth];
        if (head >= 0) {
            if (fields[depth] > MAX_FIELDS) {
                throw new IllegalStateException("an object has " + fields[depth] + " fields, more than " + MAX_FIELDS);
            }
            bytes[head] |= (byte) fields[depth];
        }
    }

    @Override
    public void startArray(int size) {
        head(ARRAY, size);
    }

    @Override
    public void endArray() {}

    @Override
    public void name(String name) {
        fields[depth - 1]++;
        int label = Labels.of(name);
        if (label == Labels.NONE) {
            text(name);
        } else {
            whole(label);
        }
    }

    @Override
    public void key(String name) {
        text(name);
    }

    @Override
    public void text(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        head(TEXT, utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    @Override
    public void whole(long number) {
        if (number >= 0) {
            head(UNSIGNED, number);
        } else {
            head(NEGATIVE, -1 - number);
        }
    }

    @Override
    public void real(double number) {
        float single = (float) number;
        if (single == number) {
            short half = Float.floatToFloat16(single);
            if (Float.float16ToFloat(half) == single) {
                put(0xf9);
                big(half, 2);
            } else {
                put(0xfa);
                big(Float.floatToRawIntBits(single), 4);
            }
        } else if (!decimal(number)) {
            put(0xfb);
            big(Double.doubleToRawLongBits(number), 8);
        }
    }

    /** Most sensors' values have few decimals: those take 4 to 8 bytes as a decimal fraction (§3.4.4), where a double takes 9. */
    private boolean decimal(double number) {
        double scale = 1;
        for (int decimals = 1; decimals <= 6; decimals++) {
            scale *= 10;
            double mantissa = Math.rint(number * scale);
            if (Math.abs(mantissa) > Integer.MAX_VALUE) {
                return false;
            }
            if (mantissa / scale == number) { // what the reader computes: both exact, so correctly rounded
                fraction((long) mantissa, decimals);
                return true;
            }
        }
        return false;
    }

    private void fraction(long mantissa, int decimals) {
        put(DECIMAL_FRACTION);
        put(PAIR);
        whole(-decimals);
        whole(mantissa);
    }

    @Override
    public void seconds(long micros) {
        int decimals = 6;
        long mantissa = micros;
        while (decimals > 0 && mantissa % 10 == 0) {
            mantissa /= 10;
            decimals--;
        }
        if (decimals == 0) {
            whole(mantissa);
            return;
        }
        double seconds = micros / 1e6;
        boolean small = Math.abs(mantissa) <= Integer.MAX_VALUE;
        if (small || Math.round(seconds * 1e6) != micros) {
            fraction(mantissa, decimals);
        } else {
            put(0xfb);
            big(Double.doubleToRawLongBits(seconds), 8);
        }
    }

    @Override
    public void bool(boolean value) {
        put(value ? 0xf5 : 0xf4);
    }

    @Override
    public byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** An item's head with its argument in the shortest form (§4.2.1). */
    private void head(int major, long argument) {
        int type = major << 5;
        if (argument < 24) {
            put(type | (int) argument);
        } else if (argument <= 0xff) {
            put(type | 24);
            big(argument, 1);
        } else if (argument <= 0xffff) {
            put(type | 25);
            big(argument, 2);
        } else if (argument <= 0xffff_ffffL) {
            put(type | 26);
            big(argument, 4);
        } else {
            put(type | 27);
            big(argument, 8);
        }
    }

    private void big(long value, int count) {
        ensure(count);
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    private void put(int octet) {
        ensure(1);
        bytes[length++] = (byte) octet;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
