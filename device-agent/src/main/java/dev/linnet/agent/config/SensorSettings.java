package dev.linnet.agent.config;

import dev.linnet.agent.conditioning.Filter;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.SensorDriver;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * One entry under {@code sensors}.
 *
 * @param id the device-wide id; the channels' ids begin with it
 * @param driver what kind it is
 * @param options what the driver asked for
 * @param every how often it is read
 * @param filters what its numbers go through, in order
 */
public record SensorSettings(
        String id, SensorDriver driver, OptionValues options, Duration every, List<FilterSettings> filters) {
    public SensorSettings {
        filters = List.copyOf(filters);
    }

    /** The makers of the filters that this channel goes through, in order. */
    public List<Supplier<Filter>> filtersOf(String channel) {
        return filters.stream()
                .filter(settings -> settings.channels().contains(channel))
                .map(FilterSettings::filter)
                .toList();
    }

    /** Ids are unique. What Java makes of all components, it makes at run time, and in a small process that is memory. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
