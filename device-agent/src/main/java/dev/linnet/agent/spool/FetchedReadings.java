package dev.linnet.agent.spool;

import java.util.List;

/** Readings of a stream that were fetched from the disk: all that follow {@code after}, up to the last one here. */
record FetchedReadings(String stream, long after, List<SpooledReading> readings) {
    static final FetchedReadings NONE = new FetchedReadings("", 0, List.of());

    boolean covers(String stream, long number) {
        return stream.equals(this.stream)
                && number >= after
                && !readings.isEmpty()
                && number < readings.getLast().sequence();
    }

    /** At most {@code max} that follow that number, up to the next hole. */
    List<SpooledReading> following(long number, int max) {
        int from = lowest(number);
        int to = from + 1;
        while (to < readings.size()
                && to - from < max
                && readings.get(to).sequence() == readings.get(to - 1).sequence() + 1) {
            to++;
        }
        return readings.subList(from, to);
    }

    /** Where the first reading above that number is; there must be one. */
    private int lowest(long number) {
        int low = 0;
        int high = readings.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (readings.get(middle).sequence() > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
