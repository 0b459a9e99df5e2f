package dev.linnet.hub.device;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a device's agent said it is.
 *
 * @param waiting readings in its spool
 * @param bytes that they take
 * @param maxBytes the spool's bound
 * @param left how long its room lasts at the present rate; null when no readings come
 * @param clockSet whether its clock has been set
 * @param clockOffset by how much its clock is ahead of the hub's; null when it is not set
 */
public record AgentStatus(
        long waiting,
        long bytes,
        long maxBytes,
        @Nullable Duration left,
        boolean clockSet,
        @Nullable Duration clockOffset) {
    /** Whether times from this agent are wrong by more than people overlook. */
    public boolean clockIsOff() {
        Duration offset = clockOffset;
        return !clockSet || (offset != null && offset.abs().compareTo(ClockOffset.WARN) > 0);
    }
}
