package dev.linnet.hub.history;

import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Reading;
import java.util.List;

/** What waits for the next commit, in the order in which it came. */
sealed interface Entry {
    /** What moves a stream's acknowledgement on. */
    sealed interface Advance extends Entry {
        Cursor cursor();

        /** The sequence number to acknowledge with it. */
        long last();

        /** Of the stream, up to that number. */
        long missing();
    }

    /**
     * New readings of one stream.
     *
     * @param from index of the first that is new
     */
    record Readings(Cursor cursor, List<Reading> readings, int from, long last, long missing) implements Advance {}

    /** Readings of one stream that will never come: the part of a gap that is new. */
    record Lost(Cursor cursor, Gap gap, long missing) implements Advance {
        @Override
        public long last() {
            return gap.last();
        }
    }

    /**
     * Of a stream of which the history knows nothing, the agent has only what follows that number: an earlier history has acknowledged the
     * rest.
     */
    record Resumption(Cursor cursor, long last, long missing) implements Advance {}

    /** What a device says it is. */
    record Description(Hello hello) implements Entry {}

    /** The device was removed; its readings stay. */
    record Removal(String device) implements Entry {}
}
