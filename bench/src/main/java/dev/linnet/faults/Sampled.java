package dev.linnet.faults;

import dev.linnet.site.SiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a counter really counted, by its own log. */
final class Sampled {
    private final long[] nanoTimes;

    /** @param nanoTimes when each number was counted, on the monotonic clock; the first is that of number 1 */
    Sampled(long... nanoTimes) {
        this.nanoTimes = nanoTimes.clone();
    }

    static Sampled read(Path log) throws SiteException {
        return new Sampled(lines(log).stream()
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .toArray());
    }

    /** How often each value stands in a log. */
    static Map<Double, Integer> times(Path log) throws SiteException {
        Map<Double, Integer> times = new HashMap<>();
        for (String line : lines(log)) {
            times.merge(Double.parseDouble(line.substring(0, line.indexOf(' '))), 1, Integer::sum);
        }
        return times;
    }

    private static List<String> lines(Path log) throws SiteException {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new SiteException("the log " + log + " cannot be read: " + e.getMessage(), e);
        }
    }

    int count() {
        return nanoTimes.length;
    }

    /** @param number from 1 */
    long nanoTime(int number) {
        return nanoTimes[number - 1];
    }
}
