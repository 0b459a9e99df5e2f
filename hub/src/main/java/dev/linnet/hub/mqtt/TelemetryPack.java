package dev.linnet.hub.mqtt;

import dev.linnet.protocol.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Readings of one device that are told in one message. While it waits, later ones join it: to the broker a message of many
 * readings costs hardly more than one of one. Under the outbox's lock until it is taken, and not changed after that.
 */
final class TelemetryPack {
    /** What others may join up to: a message of some kilobytes, and what is dropped at once when the outbox is full. */
    static final int MOST = 50;

    private final Publication publication;
    private final List<Reading> readings;
    private int size;

    /** One that later readings may join; the encoder gets all of them. */
    TelemetryPack(String topic, List<Reading> first, Function<List<Reading>, byte[]> encoder) {
        List<Reading> all = new ArrayList<>(first);
        readings = all;
        size = first.size();
        publication = new Publication(topic, Publication.Kind.TELEMETRY, () -> encoder.apply(all));
    }

    /** One that was taken already and stays what it is. */
    TelemetryPack(Publication taken, int size) {
        this.publication = taken;
        this.readings = List.of();
        this.size = size;
    }

    Publication publication() {
        return publication;
    }

    int size() {
        return size;
    }

    /** Takes later readings in; false when they are too many. */
    boolean join(List<Reading> later) {
        if (size + later.size() > MOST) {
            return false;
        }
        readings.addAll(later);
        size += later.size();
        return true;
    }
}
