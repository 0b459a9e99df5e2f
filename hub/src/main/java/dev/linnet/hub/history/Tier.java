package dev.linnet.hub.history;

/** The lengths of time for which the history keeps roll-ups, each in a table of its own. Longer ones consist of shorter ones. */
enum Tier {
    MINUTE("minute", 60_000_000L),
    HOUR("hour", 3_600_000_000L);

    final String table;

    /** A bucket's length, microseconds. */
    final long micros;

    Tier(String table, long micros) {
        this.table = table;
        this.micros = micros;
    }

    /** The start of the bucket that holds that time. */
    long start(long time) {
        return Math.floorDiv(time, micros) * micros;
    }
}
