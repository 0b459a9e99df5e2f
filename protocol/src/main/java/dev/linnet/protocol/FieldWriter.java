package dev.linnet.protocol;

/** Writes single fields, each kind of value in the one form that it has everywhere. */
abstract class FieldWriter {
    /** Whole numbers up to here are the same as a long and as a double. */
    private static final double MAX_EXACT_WHOLE = 1L << 53;

    final ItemWriter out;

    FieldWriter(ItemWriter out) {
        this.out = out;
    }

    final void number(String name, double number) {
        boolean negativeZero = number == 0 && 1 / number < 0;
        out.name(name);
        if (number == Math.rint(number) && Math.abs(number) <= MAX_EXACT_WHOLE && !negativeZero) {
            out.whole((long) number);
        } else {
            out.real(number);
        }
    }

    final void whole(String name, long number) {
        out.name(name);
        out.whole(number);
    }

    final void seconds(String name, long micros) {
        out.name(name);
        out.seconds(micros);
    }

    final void bool(String name, boolean value) {
        out.name(name);
        out.bool(value);
    }

    final void text(String name, String text) {
        out.name(name);
        out.text(Unicode.wellFormed(text));
    }

    final void textUnlessEmpty(String name, String text) {
        if (!text.isEmpty()) {
            text(name, text);
        }
    }
}
