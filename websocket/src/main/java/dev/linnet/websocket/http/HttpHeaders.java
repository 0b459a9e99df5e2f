package dev.linnet.websocket.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Header fields in the order they came; names are case-insensitive (RFC 9110 §5.1). Immutable. */
public final class HttpHeaders {
    /** No field at all. */
    public static final HttpHeaders EMPTY = new HttpHeaders(List.of());

    /**
     * One field line.
     *
     * @param name a token
     * @param value without leading and trailing blanks, and free of control characters (no header injection)
     */
    public record Field(String name, String value) {
        public Field {
            if (!FieldSyntax.isToken(name)) {
                throw new IllegalArgumentException("not a header name: '" + name + "'");
            }
            if (!FieldSyntax.isValue(value)) {
                // The value may be a secret: it is not repeated here.
                throw new IllegalArgumentException("header " + name + " holds a control or non-Latin-1 character");
            }
        }
    }

    private final List<Field> fields;

    /** Those fields in that order. */
    public HttpHeaders(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Alternating names and values. */
    public static HttpHeaders of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a header name without a value: " + String.join(", ", namesAndValues));
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new HttpHeaders(fields);
    }

    /** Whether the text is a token, as names of fields, methods and subprotocols are (RFC 9110 §5.6.2). */
    public static boolean isToken(String text) {
        return FieldSyntax.isToken(text);
    }

    /** All of them, in order; a name may stand there more than once. */
    public List<Field> fields() {
        return fields;
    }

    /** The first value of that name, or null. */
    public @Nullable String first(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value();
            }
        }
        return null;
    }

    /** All values of that name, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /** The comma-separated elements of all values of that name, trimmed, empty ones left out (RFC 9110 §5.6.1). */
    public List<String> list(String name) {
        List<String> elements = new ArrayList<>();
        for (String value : all(name)) {
            for (String element : value.split(",", -1)) {
                if (!element.isBlank()) {
                    elements.add(element.trim());
                }
            }
        }
        return elements;
    }

    /** Whether a comma-separated field holds that token, compared without case. */
    public boolean hasToken(String name, String token) {
        String wanted = token.toLowerCase(Locale.ROOT);
        for (String element : list(name)) {
            if (element.toLowerCase(Locale.ROOT).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
