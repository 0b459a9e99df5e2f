package dev.linnet.protocol;

import java.util.List;
import java.util.function.UnaryOperator;

/** Writes readings as a SenML pack (RFC 8428 §4): an array of records, the first of which carries what the others share. */
final class SenmlWriter extends FieldWriter {
    SenmlWriter(ItemWriter out) {
        super(out);
    }

    /**
     * Writes the pack.
     *
     * @param baseName what stands before every name ({@code bn}); empty for nothing
     * @param readings at least one
     * @param unitOf a channel's unit ({@code u}); empty for none
     */
    void write(String baseName, List<Reading> readings, UnaryOperator<String> unitOf) {
        long base = Micros.of(readings.getFirst().time());
        out.startArray(readings.size());
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            out.startObject();
            if (i == 0) {
                textUnlessEmpty("bn", baseName);
                seconds("bt", base);
            }
            text("n", reading.channel());
            textUnlessEmpty("u", unitOf.apply(reading.channel()));
            long offset = Micros.of(reading.time()) - base;
            if (offset != 0) {
                seconds("t", offset);
            }
            value(reading.value());
            out.endObject();
        }
        out.endArray();
    }

    private void value(Value value) {
        if (value instanceof Value.Numeric(double number)) {
            number("v", number);
        } else if (value instanceof Value.Bool(boolean on)) {
            bool("vb", on);
        } else {
            text("vs", ((Value.Text) value).value());
        }
    }
}
