package dev.linnet.hub.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request's query parameters, strict: a name that is not expected or stands twice is an error. */
final class Query {
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Throws {@link InvalidRequestException}. */
    Query(String query, Set<String> allowed) {
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(pair, equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(name, pair.substring(equals + 1));
            if (!allowed.contains(name)) {
                throw new InvalidRequestException(name, "unknown parameter; known are " + String.join(", ", allowed));
            }
            if (values.put(name, value) != null) {
                throw new InvalidRequestException(name, "stands twice");
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The parameter in a form; {@code form} throws {@link IllegalArgumentException} that says what is wrong. */
    <T extends @Nullable Object> T value(String name, T fallback, Function<String, T> form) {
        String text = values.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(name, String.valueOf(e.getMessage()));
        }
    }

    private static String decode(String name, String text) {
        try {
            // '+' stays what it is: times have one in their offset.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(name, "a '%' must be followed by two hexadecimal digits");
        }
    }
}
