package dev.linnet.agent.link;

import java.time.Duration;

/**
 * How long an agent that polls waits.
 *
 * @param answer for the answer to a batch
 * @param poll for the answer to a poll, which the hub holds back for up to a heartbeat
 * @param retry before a request that failed is made again
 * @param silence without any answer before the hub counts as gone
 */
public record PollingTimes(Duration answer, Duration poll, Duration retry, Duration silence) {
    public static final PollingTimes DEFAULT = new PollingTimes(
            Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(45));
}
