package dev.linnet.hub.device;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Reading;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The channels that a session's hello named, and those that its readings name besides. One thread.
 *
 * <p>Readings of others are stored all the same: they may stem from a former configuration, and what a sensor has read is not
 * ours to throw away. They are only not shown as live, and their agent is told once.
 */
final class AnnouncedChannels {
    private final int limit;
    private Map<String, ChannelDescription.Type> types = Map.of();
    // Not made before somebody is in them: each session has them.
    private Set<String> strangers = Set.of();
    private Set<String> complained = Set.of();

    AnnouncedChannels(int limit) {
        this.limit = limit;
    }

    void announce(Hello hello) {
        Map<String, ChannelDescription.Type> announced = new HashMap<>();
        hello.channels().forEach(channel -> announced.put(channel.id(), channel.type()));
        types = Map.copyOf(announced);
    }

    /** Notes the reading's channel. */
    void note(Reading reading) {
        if (!types.containsKey(reading.channel())) {
            strangers = with(reading.channel(), strangers);
        }
    }

    /** Whether the device has more channels than it may. */
    boolean tooMany() {
        return types.size() + strangers.size() > limit;
    }

    /** What hello did not lead to expect of this reading, the first time that it happens to its channel; else null. */
    @Nullable
    String complaint(Reading reading) {
        ChannelDescription.Type type = types.get(reading.channel());
        if ((type != null && type.accepts(reading.value())) || complained.contains(reading.channel())) {
            return null;
        }
        complained = with(reading.channel(), complained);
        String what = type == null
                ? "hello did not name channel '" + reading.channel() + "'"
                : "hello said that channel '" + reading.channel() + "' is a "
                        + type.name().toLowerCase(Locale.ROOT) + ", and its value is '" + reading.value() + "'";
        return what + "; its readings are stored, but not shown as live";
    }

    private static Set<String> with(String channel, Set<String> others) {
        Set<String> all = others.isEmpty() ? new HashSet<>() : others;
        all.add(channel);
        return all;
    }
}
