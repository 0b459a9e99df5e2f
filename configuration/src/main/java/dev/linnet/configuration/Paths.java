package dev.linnet.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as people write them: relative to a folder, with <code>${NAME}</code> for a variable of the environment. */
final class Paths {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

    private Paths() {}

    /** Throws {@link IllegalArgumentException} that names the variable that is not set. */
    static Path resolve(String text, Path folder, Map<String, String> environment) {
        StringBuilder expanded = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            String value = environment.get(matcher.group(1));
            if (value == null) {
                String hint = matcher.group(1).equals("CREDENTIALS_DIRECTORY")
                        ? "; systemd sets it for services whose unit has LoadCredential="
                        : "";
                throw new IllegalArgumentException("the environment has no variable '" + matcher.group(1) + "'" + hint);
            }
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(expanded);
        if (expanded.toString().isBlank()) {
            throw new IllegalArgumentException("expected a path, not nothing");
        }
        try {
            return folder.resolve(expanded.toString());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path", e);
        }
    }
}
