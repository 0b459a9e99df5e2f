package dev.linnet.protocol;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * CBOR's items (RFC 8949 §3). Lengths are believed only as far as there are bytes, so nothing is allocated that the message
 * does not hold; strings in chunks and tags other than decimal fractions are refused.
 */
final class CborReader implements ItemReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAME_BYTES = 256;
    private static final int MAX_EXPONENT = 400;
    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xff;
    private static final int DECIMAL_FRACTION = 4;
    private static final double TWO_TO_64 = 0x1p64;
    private static final long MAX_EXACT = 1L << 53;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private final CborBytes in;
    private @Nullable CborLevel level; // the innermost object or array that is open
    private @Nullable CborLevel spare; // the outermost level that there ever was, for reuse
    private int depth;
    private boolean begun;
    private Item current = Item.END;
    private boolean nameIsText;
    private int textFrom;
    private int textBytes;
    private long whole;
    private double real;

    CborReader(ByteBuffer payload) {
        this.in = new CborBytes(payload);
    }

    @Override
    public Item next() {
        current = advance();
        return current;
    }

    private Item advance() {
        CborLevel open = level;
        if (open == null) {
            if (begun) {
                return in.atEnd() ? Item.END : Item.OTHER;
            }
            begun = true;
        } else if (open.isMap()) {
            if (!open.takeValue()) {
                return nextName() == null ? Item.END_OBJECT : Item.NAME;
            }
        } else if (ended(open)) {
            leave(open);
            return Item.END_ARRAY;
        } else {
            open.element();
        }
        return item();
    }

    @Override
    public @Nullable String nextName() {
        CborLevel open = level;
        if (open == null || !open.isMap()) {
            throw in.wrong("a name outside of a map");
        }
        if (ended(open)) {
            leave(open);
            current = Item.END_OBJECT;
            return null;
        }
        String name = key();
        open.field(name);
        return name;
    }

    private boolean ended(CborLevel open) {
        if (!open.isIndefinite()) {
            return open.isComplete();
        }
        if (in.peek() != BREAK) {
            return false;
        }
        in.octet();
        return true;
    }

    private String key() {
        int head = in.octet();
        long argument = in.argument(head & 31);
        return switch (head >>> 5) {
            case 0, 1 -> {
                nameIsText = false;
                long label = head >>> 5 == 0 ? argument : -1 - argument;
                String name = Labels.name(label);
                // A label that this version does not know: no field's name, and ignored like one.
                yield name == null ? "#" + label : name;
            }
            case 3 -> {
                nameIsText = true;
                if (argument < 0 || argument > MAX_NAME_BYTES) {
                    throw in.wrong("a name of more than " + MAX_NAME_BYTES + " bytes");
                }
                yield in.utf8(in.skip(argument), (int) argument);
            }
            default -> throw in.wrong("a name that is neither text nor a label");
        };
    }

    private Item item() {
        int head = in.octet();
        int info = head & 31;
        return switch (head >>> 5) {
            case 0 -> number(in.argument(info), false);
            case 1 -> number(in.argument(info), true);
            case 2 -> {
                in.skip(in.argument(info));
                yield Item.OTHER;
            }
            case 3 -> {
                long bytes = in.argument(info);
                textFrom = in.skip(bytes);
                textBytes = (int) bytes;
                yield Item.TEXT;
            }
            case 4 -> enter(false, info == INDEFINITE ? CborLevel.INDEFINITE : in.count(in.argument(info), 1));
            case 5 -> enter(true, info == INDEFINITE ? CborLevel.INDEFINITE : in.count(in.argument(info), 2));
            case 6 -> decimalFraction(in.argument(info));
            default -> simple(info);
        };
    }

    /** Majors 0 and 1: an unsigned 64-bit argument, or what lies as far below −1. */
    private Item number(long argument, boolean negative) {
        if (argument < 0) { // beyond a long
            double size = argument + TWO_TO_64;
            real = negative ? -1 - size : size;
            return Item.REAL;
        }
        whole = negative ? -1 - argument : argument;
        real = whole;
        return Item.WHOLE;
    }

    private Item simple(int info) {
        switch (info) {
            case 20 -> {
                return Item.FALSE;
            }
            case 21 -> {
                return Item.TRUE;
            }
            case 22 -> {
                return Item.NULL;
            }
            case 24 -> {
                if (in.octet() < 32) {
                    throw in.wrong("a simple value in the wrong form");
                }
                return Item.OTHER;
            }
            case 25 -> real = Float.float16ToFloat((short) in.argument(info));
            case 26 -> real = Float.intBitsToFloat((int) in.argument(info));
            case 27 -> real = Double.longBitsToDouble(in.argument(info));
            case INDEFINITE -> throw in.wrong("a break where nothing can end");
            default -> {
                in.argument(info); // 28 to 30 are reserved
                return Item.OTHER;
            }
        }
        return Item.REAL;
    }

    /** RFC 8428 §6 lets SenML's numbers be decimal fractions (RFC 8949 §3.4.4): [exponent, mantissa]. */
    private Item decimalFraction(long tag) {
        if (tag != DECIMAL_FRACTION) {
            throw in.wrong("tag " + Long.toUnsignedString(tag) + ": the only one here is 4, a decimal fraction");
        }
        if (in.octet() != 0x82) {
            throw in.wrong("a decimal fraction that is no array of two");
        }
        long exponent = integer();
        long mantissa = integer();
        if (exponent < -MAX_EXPONENT || exponent > MAX_EXPONENT) {
            throw in.wrong("a decimal fraction's exponent beyond " + MAX_EXPONENT);
        }
        int power = (int) exponent;
        if (mantissa >= -MAX_EXACT && mantissa <= MAX_EXACT && Math.abs(power) < POWERS.length) {
            // Both are exact, so the one operation rounds correctly.
            real = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
        } else {
            real = BigDecimal.valueOf(mantissa, -power).doubleValue();
        }
        return Item.REAL;
    }

    private long integer() {
        int head = in.octet();
        long argument = in.argument(head & 31);
        if (head >>> 5 > 1 || argument < 0) {
            throw in.wrong("a decimal fraction of something else than 64-bit integers");
        }
        return head >>> 5 == 0 ? argument : -1 - argument;
    }

    private Item enter(boolean map, long size) {
        if (++depth > MAX_DEPTH) {
            throw in.wrong("deeper than " + MAX_DEPTH);
        }
        CborLevel outer = level;
        CborLevel inner = outer == null ? spare : outer.inner();
        if (inner == null) {
            inner = new CborLevel(outer);
            spare = spare == null ? inner : spare;
        }
        inner.begin(map, size);
        level = inner;
        return map ? Item.OBJECT : Item.ARRAY;
    }

    private void leave(CborLevel open) {
        level = open.outer();
        depth--;
    }

    @Override
    public boolean nameIsText() {
        return nameIsText;
    }

    @Override
    public Item current() {
        return current;
    }

    @Override
    public String text() {
        return switch (current) {
            case TEXT -> in.utf8(textFrom, textBytes);
            case WHOLE -> Long.toString(whole);
            case REAL -> Double.toString(real);
            case OBJECT, END_OBJECT, ARRAY, END_ARRAY, NAME, TRUE, FALSE, NULL, OTHER, END -> current.describe();
        };
    }

    @Override
    public double real() {
        return real;
    }

    @Override
    public long whole() {
        return whole;
    }

    @Override
    public void skip() {
        if (current == Item.OBJECT || current == Item.ARRAY) {
            int outside = depth - 1;
            while (depth > outside) {
                next();
            }
        }
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public String pointer() {
        return level == null ? "" : level.pointer();
    }

    @Override
    public void close() {}
}
