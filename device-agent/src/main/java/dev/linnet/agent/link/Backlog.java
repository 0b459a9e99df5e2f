package dev.linnet.agent.link;

import java.time.Duration;

/**
 * When new readings begin a stream of their own, so that they do not wait behind others.
 *
 * @param readings with more than this waiting, a few messages
 * @param between how often that may be while the link is up: a hub that is always too slow must not make thousands of streams
 */
public record Backlog(int readings, Duration between) {
    public static final Backlog DEFAULT = new Backlog(2_000, Duration.ofMinutes(1));
}
