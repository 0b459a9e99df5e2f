package dev.linnet.hub.mqtt;

import dev.linnet.protocol.ChannelDescription;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A channel as a component of a Home Assistant device. */
final class HomeAssistantComponent {
    /** The device classes of numbers that Home Assistant has, with the only unit that Linnet's channels report them in. */
    private record NumberClass(String unit, String deviceClass, String stateClass) {}

    private static final String MEASUREMENT = "measurement";
    private static final String TOTAL = "total_increasing";

    private static final Map<String, NumberClass> NUMBERS = Map.ofEntries(
            Map.entry("temperature", new NumberClass("Cel", "temperature", MEASUREMENT)),
            Map.entry("humidity", new NumberClass("%RH", "humidity", MEASUREMENT)),
            Map.entry("pressure", new NumberClass("hPa", "pressure", MEASUREMENT)),
            Map.entry("illuminance", new NumberClass("lx", "illuminance", MEASUREMENT)),
            Map.entry("carbon-dioxide", new NumberClass("ppm", "carbon_dioxide", MEASUREMENT)),
            Map.entry("distance", new NumberClass("m", "distance", MEASUREMENT)),
            Map.entry("voltage", new NumberClass("V", "voltage", MEASUREMENT)),
            Map.entry("current", new NumberClass("A", "current", MEASUREMENT)),
            Map.entry("power", new NumberClass("W", "power", MEASUREMENT)),
            Map.entry("energy", new NumberClass("kWh", "energy", TOTAL)),
            Map.entry("frequency", new NumberClass("Hz", "frequency", MEASUREMENT)),
            Map.entry("flow", new NumberClass("l/s", "volume_flow_rate", MEASUREMENT)),
            Map.entry("volume", new NumberClass("l", "volume", TOTAL)),
            Map.entry("battery", new NumberClass("%", "battery", MEASUREMENT)),
            Map.entry("signal-strength", new NumberClass("dBm", "signal_strength", MEASUREMENT)),
            Map.entry("duration", new NumberClass("s", "duration", MEASUREMENT)),
            Map.entry("data-size", new NumberClass("B", "data_size", MEASUREMENT)),
            Map.entry("data-rate", new NumberClass("B/s", "data_rate", MEASUREMENT)));

    private static final Map<String, String> BINARY = Map.of(
            "door", "door",
            "window", "window",
            "motion", "motion",
            "occupancy", "occupancy",
            "moisture", "moisture",
            "smoke", "smoke",
            "contact", "opening");

    /** Units that Home Assistant spells in its own way; all others stand as they are. */
    private static final Map<String, String> UNITS = Map.of(
            "Cel", "°C", "%RH", "%", "%EL", "%", "Ohm", "Ω", "l", "L", "l/s", "L/s", "count", "", "/", "", "deg", "°");

    private HomeAssistantComponent() {}

    static void write(JsonGenerator json, Topics topics, String deviceId, String device, ChannelDescription channel) {
        String platform = platform(channel);
        json.writeObjectPropertyStart(channel.id());
        json.writeStringProperty("platform", platform);
        json.writeStringProperty("unique_id", deviceId + "_" + channel.id());
        json.writeStringProperty("name", name(channel.id()));
        json.writeStringProperty("state_topic", topics.state(device, channel.id()));
        availability(json, topics, device, channel.id());
        if (channel.kind() == ChannelDescription.Kind.ACTUATOR) {
            json.writeStringProperty("command_topic", topics.command(device, channel.id()));
        }
        switch (platform) {
            case "sensor" -> sensor(json, channel);
            case "binary_sensor" -> property(json, "device_class", BINARY.get(channel.quantity()));
            case "switch" ->
                json.writeStringProperty("device_class", channel.quantity().equals("outlet") ? "outlet" : "switch");
            case "number" -> number(json, channel);
            default -> {
                // light, fan and text need nothing more.
            }
        }
        json.writeEndObject();
    }

    /** There when the hub, its device and it itself are. */
    private static void availability(JsonGenerator json, Topics topics, String device, String channel) {
        json.writeArrayPropertyStart("availability");
        for (String topic :
                List.of(topics.bridgeState(), topics.availability(device), topics.availability(device, channel))) {
            json.writeStartObject();
            json.writeStringProperty("topic", topic);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("availability_mode", "all");
    }

    /** A component with nothing but its platform is taken away; in later announcements it is not named any more. */
    static void writeWithdrawal(JsonGenerator json, ChannelDescription channel) {
        json.writeObjectPropertyStart(channel.id());
        json.writeStringProperty("platform", platform(channel));
        json.writeEndObject();
    }

    private static String platform(ChannelDescription channel) {
        return switch (channel.kind()) {
            case SENSOR -> channel.type() == ChannelDescription.Type.BOOLEAN ? "binary_sensor" : "sensor";
            case ACTUATOR ->
                switch (channel.type()) {
                    case NUMBER -> "number";
                    case TEXT -> "text";
                    case BOOLEAN ->
                        switch (channel.quantity()) {
                            case "light" -> "light";
                            case "fan" -> "fan";
                            default -> "switch";
                        };
                };
        };
    }

    private static void sensor(JsonGenerator json, ChannelDescription channel) {
        if (channel.type() != ChannelDescription.Type.NUMBER) {
            return;
        }
        NumberClass known = NUMBERS.get(channel.quantity());
        if (known != null && known.unit.equals(channel.unit())) {
            json.writeStringProperty("device_class", known.deviceClass);
            json.writeStringProperty("state_class", known.stateClass);
        } else {
            json.writeStringProperty("state_class", MEASUREMENT);
        }
        unit(json, channel);
    }

    private static void number(JsonGenerator json, ChannelDescription channel) {
        ChannelDescription.Range range = channel.range();
        if (range == null) {
            // Home Assistant would take 1 to 100.
            json.writeNumberProperty("min", -1_000_000);
            json.writeNumberProperty("max", 1_000_000);
            json.writeStringProperty("mode", "box");
            json.writeNumberProperty("step", 0.001);
        } else {
            json.writeNumberProperty("min", range.min());
            json.writeNumberProperty("max", range.max());
            json.writeNumberProperty("step", channel.unit().equals("%") ? 1 : 0.1);
        }
        unit(json, channel);
    }

    private static void unit(JsonGenerator json, ChannelDescription channel) {
        String unit = UNITS.getOrDefault(channel.unit(), channel.unit());
        property(json, "unit_of_measurement", unit.isEmpty() ? null : unit);
    }

    private static void property(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private static String name(String id) {
        return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1).replace('-', ' ');
    }
}
