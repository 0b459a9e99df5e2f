package dev.linnet.protocol;

import java.time.Instant;
import java.util.Objects;

/**
 * One value of one channel at one time; a SenML record on the wire.
 *
 * @param sequence counts the device's readings within one boot, from 1, without holes
 * @param channel the channel's id
 * @param time when it was sampled, microseconds are kept
 * @param value what was read
 */
public record Reading(long sequence, String channel, Instant time, Value value) {
    public Reading {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence numbers start at 1, not " + sequence);
        }
        Names.require("channel", channel);
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(value, "value");
    }
}
