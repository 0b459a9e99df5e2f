package dev.linnet.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads telemetry. Its readings are SenML records (RFC 8428): base name and base time hold from the record that names them
 * on (§4.1), and record i has the pack's sequence number plus i.
 */
final class TelemetryReader {
    /** SenML times below 2²⁸ seconds count from "now" (RFC 8428 §4.5.3), which means nothing once a reading has waited. */
    private static final long FIRST_ABSOLUTE_MICROS = (1L << 28) * 1_000_000;

    private final Fields fields;
    private String baseName = "";
    private long baseMicros;

    private TelemetryReader(Fields fields) {
        this.fields = fields;
    }

    static Telemetry read(Fields fields) throws MalformedMessageException {
        String boot = null;
        long first = 0;
        List<Reading> readings = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "boot" -> {
                    fields.once(boot != null);
                    boot = fields.text();
                }
                case "seq" -> {
                    fields.once(first != 0);
                    first = fields.whole(1, Long.MAX_VALUE - Integer.MAX_VALUE);
                }
                case "readings" -> {
                    fields.once(readings != null);
                    readings = new TelemetryReader(fields).records(Math.max(first, 1));
                }
                default -> fields.skip();
            }
        }
        fields.require("seq", first == 0 ? null : first);
        return new Telemetry(fields.require("boot", boot), startingAt(first, fields.require("readings", readings)));
    }

    /** Renumbers readings that stood before their sequence number. */
    private static List<Reading> startingAt(long first, List<Reading> readings) {
        if (readings.isEmpty() || readings.getFirst().sequence() == first) {
            return readings;
        }
        long shift = first - readings.getFirst().sequence();
        return readings.stream()
                .map(r -> new Reading(r.sequence() + shift, r.channel(), r.time(), r.value()))
                .toList();
    }

    private List<Reading> records(long first) throws MalformedMessageException {
        fields.enterArray();
        List<Reading> readings = new ArrayList<>();
        while (fields.nextElement()) {
            fields.enterObject();
            long sequence = first + readings.size();
            readings.add(fields.build(() -> record(sequence)));
        }
        return readings;
    }

    private Reading record(long sequence) throws MalformedMessageException {
        String ownName = null;
        Value value = null;
        long ownMicros = 0;
        boolean baseNameSeen = false;
        boolean baseTimeSeen = false;
        boolean timeSeen = false;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "bn" -> {
                    fields.once(baseNameSeen);
                    baseNameSeen = true;
                    baseName = fields.text();
                }
                case "bt" -> {
                    fields.once(baseTimeSeen);
                    baseTimeSeen = true;
                    baseMicros = fields.micros();
                }
                case "n" -> {
                    fields.once(ownName != null);
                    ownName = fields.text();
                }
                case "t" -> {
                    fields.once(timeSeen);
                    timeSeen = true;
                    ownMicros = fields.micros();
                }
                case "v" -> value = theOnly(value, Value.of(fields.number()));
                case "vb" -> value = theOnly(value, Value.of(fields.bool()));
                case "vs" -> value = theOnly(value, Value.of(fields.text()));
                default -> skip(name);
            }
        }
        return new Reading(
                sequence,
                channel(ownName == null ? "" : ownName),
                Micros.instant(absolute(baseMicros + ownMicros)),
                fields.require("v', 'vb' or 'vs", value));
    }

    private Value theOnly(@Nullable Value former, Value value) throws MalformedMessageException {
        if (former != null) {
            throw fields.invalid("is a second value in one record");
        }
        return value;
    }

    private String channel(String ownName) throws MalformedMessageException {
        if (ownName.isEmpty() && baseName.isEmpty()) {
            throw fields.invalid("'n' is missing");
        }
        return baseName.isEmpty() ? ownName : baseName + ownName;
    }

    private long absolute(long micros) throws MalformedMessageException {
        if (micros < FIRST_ABSOLUTE_MICROS) {
            throw fields.invalid("'bt' and 't' must add up to seconds since 1970, and are " + Micros.seconds(micros));
        }
        return micros;
    }

    /** Ignores what only describes a value; refuses what would change it, as RFC 8428 §4.4 demands of names that end in _. */
    private void skip(String name) throws MalformedMessageException {
        if (name.endsWith("_") || name.equals("bv") || name.equals("bs")) {
            throw fields.invalid("changes what the value means, and is not supported");
        }
        fields.skip();
    }
}
