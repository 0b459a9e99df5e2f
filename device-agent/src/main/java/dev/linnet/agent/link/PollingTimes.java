package dev.linnet.agent.link;

import java.time.Duration;

/**
 * How long an agent that polls waits.
 *
 * @param answer for an answer that the hub gives at once; one to a poll may take a heartbeat more
 * @param retry before a request that failed is made again
 */
public record PollingTimes(Duration answer, Duration retry) {
    public static final PollingTimes DEFAULT = new PollingTimes(Duration.ofSeconds(15), Duration.ofSeconds(1));
}
