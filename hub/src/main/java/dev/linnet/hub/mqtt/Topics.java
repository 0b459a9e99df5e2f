package dev.linnet.hub.mqtt;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of all topics.
 *
 * @param base the levels before everything else, such as {@code linnet}
 */
record Topics(String base) {
    private static final String SET = "/set";
    private static final String BRIDGE = "bridge";
    private static final Set<String> OWN_LEVELS = Set.of("availability", "telemetry");

    /** A channel as a topic names it; nothing says that there is such a channel, or that the names have the right form. */
    record Target(String device, String channel) {}

    String bridgeState() {
        return base + "/" + BRIDGE + "/state";
    }

    String bridgeInfo() {
        return base + "/" + BRIDGE + "/info";
    }

    String availability(String device) {
        return base + "/" + device + "/availability";
    }

    String telemetry(String device) {
        return base + "/" + device + "/telemetry";
    }

    String state(String device, String channel) {
        return base + "/" + device + "/" + channel;
    }

    String availability(String device, String channel) {
        return state(device, channel) + "/availability";
    }

    String command(String device, String channel) {
        return state(device, channel) + SET;
    }

    String result(Target target) {
        return state(target.device, target.channel) + "/result";
    }

    /** Matches {@link #command} of every channel. */
    String commandFilter() {
        return base + "/+/+" + SET;
    }

    /** Which channel a command topic names; null for any other topic. */
    @Nullable
    Target commandTarget(String topic) {
        if (!topic.startsWith(base + "/") || !topic.endsWith(SET)) {
            return null;
        }
        String[] levels = topic.substring(base.length() + 1).split("/", -1);
        return levels.length == 3 ? new Target(levels[0], levels[1]) : null;
    }

    /** Whether a device of that id would take the bridge's own topics. */
    static boolean reservesDevice(String device) {
        return device.equals(BRIDGE);
    }

    /** Whether a channel of that id would take one of its device's own topics. */
    static boolean reservesChannel(String channel) {
        return OWN_LEVELS.contains(channel);
    }
}
