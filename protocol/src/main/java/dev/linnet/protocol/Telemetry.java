package dev.linnet.protocol;

import java.util.List;

/**
 * Readings of one boot in order of their sequence numbers, which follow each other without holes.
 *
 * @param boot the boot that the sequence numbers count in
 * @param readings at least one
 */
public record Telemetry(String boot, List<Reading> readings) implements Message.FromAgent {
    public Telemetry {
        Names.require("boot", boot);
        readings = List.copyOf(readings);
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("telemetry without readings");
        }
        for (int i = 1; i < readings.size(); i++) {
            if (readings.get(i).sequence() != readings.get(i - 1).sequence() + 1) {
                throw new IllegalArgumentException(
                        "telemetry jumps from sequence " + readings.get(i - 1).sequence() + " to "
                                + readings.get(i).sequence());
            }
        }
    }

    public long firstSequence() {
        return readings.getFirst().sequence();
    }

    public long lastSequence() {
        return readings.getLast().sequence();
    }
}
