package dev.linnet.hub.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reading's place in its channel's order: by time, then by arrival.
 *
 * @param micros the reading's time
 * @param row its row
 */
public record Position(long micros, long row) {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})\\.(\\d{1,18})");

    /** Throws {@link IllegalArgumentException} for what is not {@link #toString}'s. */
    public static Position parse(String cursor) {
        Matcher matcher = FORM.matcher(cursor);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected the 'older' cursor of an answer, not '" + cursor + "'");
        }
        return new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return micros + "." + row;
    }
}
