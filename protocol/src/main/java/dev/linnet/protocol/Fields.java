package dev.linnet.protocol;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Walks the fields of one message, and words what is wrong with one: the message's type, the place as a JSON pointer (RFC
 * 6901), what was expected. A field whose value is {@code null} counts as absent.
 */
final class Fields {
    private static final int EXCERPT_CHARS = 120;
    private static final double MAX_EXACT_WHOLE = 1L << 53;
    /** The year 10000: nothing that is measured or waited for lies beyond it. */
    private static final double MAX_SECONDS = 253_402_300_800.0;

    private final ItemReader reader;
    private final String type;
    private @Nullable String unread;
    private boolean typeSeen;

    /** @param first the message's first name, read already */
    Fields(ItemReader reader, String type, @Nullable String first) {
        this.reader = reader;
        this.type = type;
        this.typeSeen = "type".equals(first);
        this.unread = typeSeen ? null : first;
    }

    /** The next field's name, with the reader at its value; null at the object's end. */
    @Nullable
    String next() throws MalformedMessageException {
        while (true) {
            String name = unread != null ? unread : reader.nextName();
            unread = null;
            if (name == null) {
                return null;
            }
            Item value = reader.next();
            if (name.equals("type") && reader.depth() == 1) {
                once(typeSeen);
                typeSeen = true;
            } else if (value != Item.NULL) {
                return name;
            }
        }
    }

    /** As {@link #next} in an object whose names are data. */
    @Nullable
    String nextKey() throws MalformedMessageException {
        String key = next();
        if (key != null && !reader.nameIsText()) {
            throw invalid("must have a string for a name");
        }
        return key;
    }

    /** Skips the value of a field that this version does not know, whatever it holds. */
    void skip() {
        reader.skip();
    }

    /** Refuses the field at hand when it has been seen before: which of the two would count? */
    void once(boolean seen) throws MalformedMessageException {
        if (seen) {
            throw invalid("stands twice");
        }
    }

    void enterObject() throws MalformedMessageException {
        if (reader.current() != Item.OBJECT) {
            throw wrong("an object");
        }
    }

    void enterArray() throws MalformedMessageException {
        if (reader.current() != Item.ARRAY) {
            throw wrong("an array");
        }
    }

    /** Moves to the array's next element; false at its end. */
    boolean nextElement() {
        return reader.next() != Item.END_ARRAY;
    }

    String text() throws MalformedMessageException {
        if (reader.current() != Item.TEXT) {
            throw wrong("a string");
        }
        String text = reader.text();
        if (!Unicode.isWellFormed(text)) {
            throw invalid("must be Unicode text, and has half a surrogate pair");
        }
        return text;
    }

    double number() throws MalformedMessageException {
        if (!reader.current().isNumeric()) {
            throw wrong("a number");
        }
        double number = reader.real();
        if (!Double.isFinite(number)) {
            throw invalid("must be a number that a double can hold");
        }
        return number;
    }

    /** A whole number, also in the form {@code 3.0} that some languages write. */
    long whole(long min, long max) throws MalformedMessageException {
        long number;
        if (reader.current() == Item.REAL) {
            double real = number();
            number = real == Math.rint(real) && Math.abs(real) <= MAX_EXACT_WHOLE ? (long) real : Long.MIN_VALUE;
        } else {
            number = reader.current() == Item.WHOLE ? reader.whole() : Long.MIN_VALUE;
        }
        if (number < min || number > max) {
            throw wrong("a whole number from " + min + " to " + max);
        }
        return number;
    }

    /** Seconds with a fraction, as microseconds: exact, since a double of seconds has 0.5 µs resolution until 2106. */
    long micros() throws MalformedMessageException {
        double seconds = number();
        if (Math.abs(seconds) >= MAX_SECONDS) {
            throw invalid("must be seconds, and is beyond the year 9999");
        }
        return Math.round(seconds * 1e6);
    }

    Instant time() throws MalformedMessageException {
        return Micros.instant(micros());
    }

    Duration duration() throws MalformedMessageException {
        return Micros.duration(micros());
    }

    Value value() throws MalformedMessageException {
        return switch (reader.current()) {
            case WHOLE, REAL -> Value.of(number());
            case TRUE -> Value.of(true);
            case FALSE -> Value.of(false);
            case TEXT -> Value.of(text());
            case OBJECT, END_OBJECT, ARRAY, END_ARRAY, NAME, NULL, OTHER, END ->
                throw wrong("a number, a boolean or a string");
        };
    }

    boolean bool() throws MalformedMessageException {
        if (!reader.current().isBoolean()) {
            throw wrong("a boolean");
        }
        return reader.current() == Item.TRUE;
    }

    <E extends Enum<E>> E word(Class<E> words) throws MalformedMessageException {
        String text = text();
        E word = Words.parse(words, text);
        if (word == null) {
            throw invalid("must be one of " + Words.list(words) + ", not '" + excerpt(text) + "'");
        }
        return word;
    }

    /** Returns the value, or says that the object that has just ended lacks that field. */
    <T> T require(String name, @Nullable T value) throws MalformedMessageException {
        if (value == null) {
            throw invalid("'" + name + "' is missing");
        }
        return value;
    }

    MalformedMessageException wrong(String expected) {
        Item item = reader.current();
        String found = item.isNumeric() ? excerpt(reader.text()) : item.describe();
        return invalid("must be " + expected + ", not " + found);
    }

    /** What is wrong at the reader's place. */
    MalformedMessageException invalid(String problem) {
        String place = reader.pointer();
        return new MalformedMessageException(
                Fault.Code.INVALID, type + (place.isEmpty() ? "" : " " + excerpt(place)) + ": " + problem);
    }

    /** Makes a record, and names the place when its constructor refuses. */
    <T> T build(Construction<T> construction) throws MalformedMessageException {
        try {
            return construction.make();
        } catch (IllegalArgumentException e) {
            MalformedMessageException invalid = invalid(excerpt(String.valueOf(e.getMessage())));
            invalid.initCause(e);
            throw invalid;
        }
    }

    /** Makes one record out of fields. */
    @FunctionalInterface
    interface Construction<T> {
        T make() throws MalformedMessageException;
    }

    /** The peer's own words, short enough to be sent back and logged. */
    static String excerpt(String text) {
        String wellFormed = Unicode.wellFormed(text);
        return wellFormed.length() <= EXCERPT_CHARS
                ? wellFormed
                : Unicode.wellFormed(wellFormed.substring(0, EXCERPT_CHARS)) + "…";
    }
}
