package dev.linnet.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * The hub's answer to {@link Hello}.
 *
 * @param time the hub's clock when it wrote this
 * @param heartbeat how often the hub pings; either side takes the link for dead within two of silence
 * @param maxMessage the largest message that the hub takes, bytes
 * @param maxReadings the most readings in one {@link Telemetry}
 * @param acknowledged the last sequence number committed for each boot that hello named; 0 for a boot not known
 */
public record Welcome(Instant time, Duration heartbeat, int maxMessage, int maxReadings, Map<String, Long> acknowledged)
        implements Message.FromHub {
    public Welcome {
        Objects.requireNonNull(time, "time");
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("heartbeat must be positive, not " + heartbeat);
        }
        if (maxMessage < 1024 || maxReadings < 1) {
            throw new IllegalArgumentException(
                    "limits too small to work with: " + maxMessage + " bytes, " + maxReadings + " readings");
        }
        acknowledged = Map.copyOf(acknowledged);
    }
}
