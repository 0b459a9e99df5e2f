package dev.linnet.protocol;

import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;

/** Writes single fields, each kind of value in the one form that it has everywhere. */
abstract class FieldWriter {
    /** Whole numbers up to here are the same as a long and as a double. */
    private static final double MAX_EXACT_WHOLE = 1L << 53;

    final JsonGenerator out;

    FieldWriter(JsonGenerator out) {
        this.out = out;
    }

    final void number(String name, double number) {
        boolean negativeZero = number == 0 && 1 / number < 0;
        if (number == Math.rint(number) && Math.abs(number) <= MAX_EXACT_WHOLE && !negativeZero) {
            out.writeNumberProperty(name, (long) number);
        } else {
            out.writeNumberProperty(name, number);
        }
    }

    final void seconds(String name, long micros) {
        BigDecimal seconds = Micros.seconds(micros);
        out.writeNumberProperty(name, seconds);
    }

    final void text(String name, String text) {
        out.writeStringProperty(name, Unicode.wellFormed(text));
    }

    final void textUnlessEmpty(String name, String text) {
        if (!text.isEmpty()) {
            text(name, text);
        }
    }
}
