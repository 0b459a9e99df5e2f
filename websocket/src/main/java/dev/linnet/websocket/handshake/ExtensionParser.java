package dev.linnet.websocket.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Sec-WebSocket-Extensions} (RFC 6455 §9.1, with the list rule of RFC 9110 §5.6.1). */
public final class ExtensionParser {
    private static final String BLANK = "[ \\t]*+";
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final Pattern EMPTY_ELEMENTS = Pattern.compile("(?:" + BLANK + ",)*+" + BLANK);
    private static final Pattern NAME = Pattern.compile("(" + TOKEN + ")" + BLANK);
    private static final Pattern PARAMETER = Pattern.compile(";" + BLANK + "(" + TOKEN + ")" + BLANK + "(?:=" + BLANK
            + "(?:(" + TOKEN + ")|\"((?:[\\t !#-\\[\\]-~]|\\\\[\\t -~])*+)\")" + BLANK + ")?");

    private ExtensionParser() {}

    /**
     * All extensions of all field lines, in order.
     *
     * @throws IllegalArgumentException when a line is malformed
     */
    public static List<Extension> parse(List<String> lines) {
        List<Extension> extensions = new ArrayList<>();
        for (String line : lines) {
            parse(line, extensions);
        }
        return extensions;
    }

    private static void parse(String line, List<Extension> extensions) {
        Matcher matcher = EMPTY_ELEMENTS.matcher(line);
        boolean expected = true;
        int at = 0;
        while (true) {
            int next = skip(matcher, at);
            boolean comma = line.substring(at, next).indexOf(',') >= 0;
            if (next == line.length()) {
                return;
            }
            if (!expected && !comma) {
                throw malformed(line);
            }
            at = element(matcher, next, line, extensions);
            expected = false;
        }
    }

    private static int skip(Matcher matcher, int from) {
        matcher.usePattern(EMPTY_ELEMENTS).region(from, matcher.regionEnd());
        return matcher.lookingAt() ? matcher.end() : from;
    }

    private static int element(Matcher matcher, int from, String line, List<Extension> extensions) {
        matcher.usePattern(NAME).region(from, line.length());
        if (!matcher.lookingAt()) {
            throw malformed(line);
        }
        String name = matcher.group(1);
        int at = matcher.end();
        List<Extension.Parameter> parameters = new ArrayList<>();
        matcher.usePattern(PARAMETER).region(at, line.length());
        while (matcher.lookingAt()) {
            parameters.add(new Extension.Parameter(matcher.group(1), value(matcher, line)));
            at = matcher.end();
            matcher.region(at, line.length());
        }
        extensions.add(new Extension(name, parameters));
        return at;
    }

    private static @Nullable String value(Matcher matcher, String line) {
        String quoted = matcher.group(3);
        if (quoted == null) {
            return matcher.group(2);
        }
        String value = quoted.replaceAll("\\\\(.)", "$1");
        // RFC 6455 §9.1: a quoted value must be a token after unquoting.
        if (!value.matches(TOKEN)) {
            throw malformed(line);
        }
        return value;
    }

    private static IllegalArgumentException malformed(String line) {
        return new IllegalArgumentException("not a list of extensions: " + line);
    }
}
