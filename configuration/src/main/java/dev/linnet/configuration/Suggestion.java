package dev.linnet.configuration;

import java.util.Collection;
import java.util.Locale;

/** The word that was probably meant. */
final class Suggestion {
    private Suggestion() {}

    /** {@code  (did you mean 'address'?)}, or {@code  (one of: a, b)} when nothing is near. */
    static String of(String word, Collection<String> known) {
        String nearest = "";
        int best = Math.max(2, word.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        if (!nearest.isEmpty()) {
            return " (did you mean '" + nearest + "'?)";
        }
        return known.isEmpty() ? "" : " (one of: " + String.join(", ", known) + ")";
    }

    /** Damerau's: a swap of neighbours counts one, as a mistyped, missing or extra letter does. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
