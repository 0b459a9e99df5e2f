package dev.linnet.protocol;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads an agent's reports: what it lost, and how it is. */
final class StatusReader {
    private StatusReader() {}

    static Gap gap(Fields fields) throws MalformedMessageException {
        String boot = null;
        Long first = null;
        Long last = null;
        String cause = null;
        Instant from = null;
        Instant until = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "boot" -> {
                    fields.once(boot != null);
                    boot = fields.text();
                }
                case "seq" -> {
                    fields.once(first != null);
                    first = fields.whole(1, Long.MAX_VALUE - 1);
                }
                case "last" -> {
                    fields.once(last != null);
                    last = fields.whole(1, Long.MAX_VALUE - 1);
                }
                case "cause" -> {
                    fields.once(cause != null);
                    cause = fields.text();
                }
                case "from" -> {
                    fields.once(from != null);
                    from = fields.time();
                }
                case "until" -> {
                    fields.once(until != null);
                    until = fields.time();
                }
                default -> fields.skip();
            }
        }
        return new Gap(
                fields.require("boot", boot),
                fields.require("seq", first),
                fields.require("last", last),
                cause(cause),
                from,
                until);
    }

    /** A newer agent's cause must not make its report unusable. */
    private static Gap.Cause cause(@Nullable String word) {
        Gap.Cause known = word == null ? null : Words.parse(Gap.Cause.class, word);
        return known == null ? Gap.Cause.UNKNOWN : known;
    }

    static Status status(Fields fields) throws MalformedMessageException {
        Instant time = null;
        Status spool = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "time" -> {
                    fields.once(time != null);
                    time = fields.time();
                }
                case "spool" -> {
                    fields.once(spool != null);
                    fields.enterObject();
                    spool = fields.build(() -> spool(fields));
                }
                default -> fields.skip();
            }
        }
        Status depth = fields.require("spool", spool);
        return new Status(time, depth.readings(), depth.bytes(), depth.maxBytes(), depth.left(), depth.lost());
    }

    private static Status spool(Fields fields) throws MalformedMessageException {
        Long readings = null;
        Long bytes = null;
        Long maxBytes = null;
        Duration left = null;
        Long lost = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "readings" -> {
                    fields.once(readings != null);
                    readings = fields.whole(0, Long.MAX_VALUE);
                }
                case "bytes" -> {
                    fields.once(bytes != null);
                    bytes = fields.whole(0, Long.MAX_VALUE);
                }
                case "maxBytes" -> {
                    fields.once(maxBytes != null);
                    maxBytes = fields.whole(0, Long.MAX_VALUE);
                }
                case "left" -> {
                    fields.once(left != null);
                    left = fields.duration();
                }
                case "lost" -> {
                    fields.once(lost != null);
                    lost = fields.whole(0, Long.MAX_VALUE);
                }
                default -> fields.skip();
            }
        }
        return new Status(
                null,
                fields.require("readings", readings),
                bytes == null ? 0 : bytes,
                maxBytes == null ? 0 : maxBytes,
                left,
                lost == null ? 0 : lost);
    }
}
