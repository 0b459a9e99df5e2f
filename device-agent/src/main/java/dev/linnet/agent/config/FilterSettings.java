package dev.linnet.agent.config;

import dev.linnet.agent.conditioning.Filter;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One of a sensor's filters.
 *
 * @param channels the ids of the channels that it is for
 * @param filter makes one, which keeps state for one channel
 */
public record FilterSettings(Set<String> channels, Supplier<Filter> filter) {
    public FilterSettings {
        channels = Set.copyOf(channels);
    }
}
