package dev.linnet.hub.web;

import dev.linnet.hub.history.Bucket;
import dev.linnet.hub.history.HistoryException;
import dev.linnet.hub.history.HistoryQuery;
import dev.linnet.hub.history.HistoryReader;
import dev.linnet.hub.history.LostReadings;
import dev.linnet.hub.history.Page;
import dev.linnet.hub.history.Point;
import dev.linnet.hub.history.Position;
import dev.linnet.hub.problem.ProblemDetails;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.tinylog.Logger;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /api/v1/devices/{device}/channels/{channel}/history}: readings of a time range, newest last, a page at a time
 * from the newest page to older ones; or, with {@code every}, buckets. Calls block.
 */
final class HistoryApi {
    private static final Set<String> PARAMETERS = Set.of("from", "to", "limit", "every", "older");
    private static final int DEFAULT_LIMIT = 1000;
    private static final Duration DEFAULT_RANGE = Duration.ofDays(1);

    private final HistoryReader history;
    private final Clock clock;

    HistoryApi(HistoryReader history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    HttpResponse answer(HttpRequest request, String device, String channel) {
        Query query = new Query(request.query(), PARAMETERS);
        Instant now = clock.instant();
        // Just past now, so that a reading of this moment is in, and so is one of a device whose clock is a little
        // fast.
        Instant to = query.value("to", now.plusSeconds(60), text -> Times.instant(text, now));
        Instant from = query.value("from", to.minus(DEFAULT_RANGE), text -> Times.instant(text, now));
        try {
            if (query.has("every")) {
                Duration every = query.value("every", DEFAULT_RANGE, Times::duration);
                refuse(query, "limit", "older");
                HistoryQuery.Bucketed wanted =
                        valid("every", () -> new HistoryQuery.Bucketed(device, channel, from, to, every));
                return history.buckets(wanted)
                        .map(found -> buckets(wanted, found))
                        .orElseGet(() -> unknown(wanted));
            }
            int limit = query.value("limit", DEFAULT_LIMIT, HistoryApi::limit);
            Position older = query.has("older") ? query.value("older", new Position(0, 0), Position::parse) : null;
            HistoryQuery.Raw wanted =
                    valid("limit", () -> new HistoryQuery.Raw(device, channel, from, to, limit, older));
            return history.page(wanted).map(found -> page(wanted, found)).orElseGet(() -> unknown(wanted));
        } catch (HistoryException e) {
            Logger.warn(e, "a query of {}/{} failed", device, channel);
            return unreadable(e);
        }
    }

    private static HttpResponse unreadable(HistoryException e) {
        return ProblemDetails.of(
                        503, "The history cannot be read", e.getMessage() + ": try again, or ask for a shorter range")
                .retryAfter(Duration.ofSeconds(5));
    }

    /** What a device has lost, newest first. */
    HttpResponse gaps(String device) {
        try {
            List<LostReadings> gaps = history.gaps(device);
            return Json.response(200, json -> {
                json.writeStartObject();
                json.writeStringProperty("device", device);
                json.writeArrayPropertyStart("gaps");
                gaps.forEach(gap -> gap(json, gap));
                json.writeEndArray();
                json.writeEndObject();
            });
        } catch (HistoryException e) {
            Logger.warn(e, "a query of {}'s gaps failed", device);
            return unreadable(e);
        }
    }

    private static void gap(JsonGenerator json, LostReadings gap) {
        json.writeStartObject();
        json.writeStringProperty("stream", gap.stream());
        json.writeNumberProperty("first", gap.first());
        json.writeNumberProperty("last", gap.last());
        json.writeNumberProperty("count", gap.count());
        json.writeStringProperty("cause", gap.cause());
        Instant from = gap.from();
        if (from != null) {
            json.writeStringProperty("from", from.toString());
        }
        Instant until = gap.until();
        if (until != null) {
            json.writeStringProperty("until", until.toString());
        }
        json.writeStringProperty("noted", gap.noted().toString());
        json.writeEndObject();
    }

    private static HttpResponse unknown(HistoryQuery query) {
        return ProblemDetails.of(
                        404,
                        "Not found",
                        "the history has no channel '" + query.channel() + "' of a device '" + query.device() + "'")
                .response();
    }

    private static HttpResponse page(HistoryQuery query, Page page) {
        return Json.response(200, json -> {
            json.writeStartObject();
            head(json, query);
            json.writeArrayPropertyStart("points");
            for (Point point : page.points()) {
                json.writeStartObject();
                json.writeStringProperty("time", point.time().toString());
                Json.property(json, "value", point.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            Position older = page.older();
            if (older != null) {
                json.writeStringProperty("older", older.toString());
            }
            json.writeEndObject();
        });
    }

    private static HttpResponse buckets(HistoryQuery.Bucketed query, List<Bucket> buckets) {
        return Json.response(200, json -> {
            json.writeStartObject();
            head(json, query);
            json.writeNumberProperty("every", query.every().toMillis() / 1000.0);
            json.writeArrayPropertyStart("buckets");
            for (Bucket bucket : buckets) {
                json.writeStartObject();
                json.writeStringProperty("time", bucket.start().toString());
                json.writeNumberProperty("count", bucket.count());
                Bucket.Span span = bucket.span();
                if (span != null) {
                    json.writeNumberProperty("min", span.min());
                    json.writeNumberProperty("mean", span.mean());
                    json.writeNumberProperty("max", span.max());
                }
                Json.property(json, "last", bucket.last());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void head(JsonGenerator json, HistoryQuery query) {
        json.writeStringProperty("device", query.device());
        json.writeStringProperty("channel", query.channel());
        json.writeStringProperty("from", query.from().toString());
        json.writeStringProperty("to", query.to().toString());
    }

    private static int limit(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number, not '" + text + "'", e);
        }
    }

    private static void refuse(Query query, String... names) {
        for (String name : names) {
            if (query.has(name)) {
                throw new InvalidRequestException(name, "has no meaning together with 'every'");
            }
        }
    }

    private static <T extends HistoryQuery> T valid(String field, Supplier<T> query) {
        try {
            return query.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(field, String.valueOf(e.getMessage()));
        }
    }
}
