package dev.linnet.protocol;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/**
 * Walks the fields of one message, and words what is wrong with one: the message's type, the place as a JSON pointer (RFC
 * 6901), what was expected. A field whose value is {@code null} counts as absent.
 */
final class Fields {
    private static final int EXCERPT_CHARS = 120;
    private static final double MAX_EXACT_WHOLE = 1L << 53;
    /** The year 10000: nothing that is measured or waited for lies beyond it. */
    private static final double MAX_SECONDS = 253_402_300_800.0;

    private final JsonParser parser;
    private final String type;
    private @Nullable String unread;
    private boolean typeSeen;

    /** @param first the message's first name, read already */
    Fields(JsonParser parser, String type, @Nullable String first) {
        this.parser = parser;
        this.type = type;
        this.typeSeen = "type".equals(first);
        this.unread = typeSeen ? null : first;
    }

    /** The next field's name, with the parser at its value; null at the object's end. */
    @Nullable
    String next() throws MalformedMessageException {
        while (true) {
            String name = unread != null ? unread : parser.nextName();
            unread = null;
            if (name == null) {
                return null;
            }
            JsonToken value = parser.nextToken();
            if (name.equals("type") && parser.streamReadContext().getNestingDepth() == 1) {
                once(typeSeen);
                typeSeen = true;
            } else if (value != JsonToken.VALUE_NULL) {
                return name;
            }
        }
    }

    /** Skips the value of a field that this version does not know, whatever it holds. */
    void skip() {
        parser.skipChildren();
    }

    /** Refuses the field at hand when it has been seen before: which of the two would count? */
    void once(boolean seen) throws MalformedMessageException {
        if (seen) {
            throw invalid("stands twice");
        }
    }

    void enterObject() throws MalformedMessageException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("an object");
        }
    }

    void enterArray() throws MalformedMessageException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("an array");
        }
    }

    /** Moves to the array's next element; false at its end. */
    boolean nextElement() {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    String text() throws MalformedMessageException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("a string");
        }
        String text = parser.getString();
        if (!Unicode.isWellFormed(text)) {
            throw invalid("must be Unicode text, and has half a surrogate pair");
        }
        return text;
    }

    double number() throws MalformedMessageException {
        if (!parser.currentToken().isNumeric()) {
            throw wrong("a number");
        }
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw invalid("must be a number that a double can hold");
        }
        return number;
    }

    /** A whole number, also in the form {@code 3.0} that some languages write. */
    long whole(long min, long max) throws MalformedMessageException {
        long number;
        try {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
                double real = number();
                number = real == Math.rint(real) && Math.abs(real) <= MAX_EXACT_WHOLE ? (long) real : Long.MIN_VALUE;
            } else {
                number = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : Long.MIN_VALUE;
            }
        } catch (InputCoercionException e) {
            number = Long.MIN_VALUE;
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
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Value.of(number());
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_STRING -> Value.of(text());
            default -> throw wrong("a number, a boolean or a string");
        };
    }

    boolean bool() throws MalformedMessageException {
        if (!parser.currentToken().isBoolean()) {
            throw wrong("a boolean");
        }
        return parser.getBooleanValue();
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
        JsonToken token = parser.currentToken();
        String found = token.isNumeric() ? excerpt(parser.getString()) : describe(token);
        return invalid("must be " + expected + ", not " + found);
    }

    /** What is wrong at the parser's place. */
    MalformedMessageException invalid(String problem) {
        String place = parser.streamReadContext().pathAsPointer().toString();
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

    static String describe(@Nullable JsonToken token) {
        return switch (token) {
            case null -> "nothing";
            case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "something else";
        };
    }

    /** The peer's own words, short enough to be sent back and logged. */
    static String excerpt(String text) {
        String wellFormed = Unicode.wellFormed(text);
        return wellFormed.length() <= EXCERPT_CHARS
                ? wellFormed
                : Unicode.wellFormed(wellFormed.substring(0, EXCERPT_CHARS)) + "…";
    }
}
