package dev.linnet.hub.history;

import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Reading;
import java.util.List;

/** What waits for the next commit, in the order in which it came. */
sealed interface Entry {
    /**
     * New readings of one boot.
     *
     * @param from index of the first that is new
     * @param last the sequence number to acknowledge with them
     * @param missing of the boot, up to these readings
     */
    record Readings(Cursor cursor, List<Reading> readings, int from, long last, long missing) implements Entry {}

    /** What a device says it is. */
    record Description(Hello hello) implements Entry {}

    /** The device was removed; its readings stay. */
    record Removal(String device) implements Entry {}
}
