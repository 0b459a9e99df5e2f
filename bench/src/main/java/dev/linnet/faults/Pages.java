package dev.linnet.faults;

import dev.linnet.site.HubClient;
import dev.linnet.site.SiteException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a channel's whole history through the hub's API, as any program can. */
final class Pages {
    private static final Pattern POINT = Pattern.compile("\\{\"time\":\"([^\"]+)\",\"value\":([-0-9.eE]+)\\}");
    private static final Pattern OLDER = Pattern.compile("\"older\":\"([^\"]+)\"");
    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int LIMIT = 10_000;

    private final HubClient client;
    private final Instant from;
    private final Instant to;

    /** A reading that is there. */
    interface Visitor {
        void visit(Instant time, double value);
    }

    Pages(HubClient client, Instant from, Instant to) {
        this.client = client;
        this.from = from;
        this.to = to;
    }

    void read(String device, String channel, Visitor visitor) throws SiteException, InterruptedException {
        for (Instant start = from; start.isBefore(to); start = start.plus(WINDOW)) {
            String window = query(device, channel, start, start.plus(WINDOW)) + "&limit=" + LIMIT;
            String page = client.get(window);
            visit(page, visitor);
            for (Matcher older = OLDER.matcher(page); older.find(); older = OLDER.matcher(page)) {
                page = client.get(window + "&older=" + older.group(1));
                visit(page, visitor);
            }
        }
    }

    /** How many readings the hub's roll-ups count. */
    long counted(String device, String channel) throws SiteException, InterruptedException {
        return COUNT.matcher(client.get(query(device, channel, from, to) + "&every=5m"))
                .results()
                .mapToLong(count -> Long.parseLong(count.group(1)))
                .sum();
    }

    private static String query(String device, String channel, Instant from, Instant to) {
        return "api/v1/devices/" + device + "/channels/" + channel + "/history?from=" + from + "&to=" + to;
    }

    private static void visit(String page, Visitor visitor) {
        for (MatchResult point : POINT.matcher(page).results().toList()) {
            visitor.visit(Instant.parse(point.group(1)), Double.parseDouble(point.group(2)));
        }
    }
}
