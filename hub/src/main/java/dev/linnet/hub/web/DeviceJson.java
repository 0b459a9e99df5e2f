package dev.linnet.hub.web;

import dev.linnet.hub.device.AgentStatus;
import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Reading;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** A device as the API and the live feed show it. */
public final class DeviceJson {
    private DeviceJson() {}

    public static void write(JsonGenerator json, DeviceSnapshot device) {
        json.writeStartObject();
        json.writeStringProperty("id", device.id());
        json.writeBooleanProperty("online", device.online());
        json.writeStringProperty("since", device.since().toString());
        json.writeStringProperty("version", device.version());
        json.writeStringProperty("model", device.model());
        json.writeNumberProperty("lost", device.lost());
        AgentStatus agent = device.agent();
        if (agent != null) {
            agent(json, agent);
        }
        json.writeArrayPropertyStart("channels");
        device.channels().forEach(channel -> channel(json, channel));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void agent(JsonGenerator json, AgentStatus agent) {
        json.writeObjectPropertyStart("agent");
        json.writeNumberProperty("waiting", agent.waiting());
        json.writeNumberProperty("bytes", agent.bytes());
        json.writeNumberProperty("maxBytes", agent.maxBytes());
        Duration left = agent.left();
        if (left != null) {
            json.writeNumberProperty("left", left.toSeconds());
        }
        json.writeBooleanProperty("clockSet", agent.clockSet());
        Duration offset = agent.clockOffset();
        if (offset != null) {
            json.writeNumberProperty("clockOffset", offset.toMillis() / 1e3);
        }
        json.writeBooleanProperty("clockIsOff", agent.clockIsOff());
        json.writeEndObject();
    }

    private static void channel(JsonGenerator json, DeviceSnapshot.Channel channel) {
        ChannelDescription description = channel.description();
        json.writeStartObject();
        json.writeStringProperty("id", description.id());
        json.writeStringProperty("kind", description.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("type", description.type().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("quantity", description.quantity());
        json.writeStringProperty("unit", description.unit());
        ChannelDescription.Range range = description.range();
        if (range != null) {
            json.writeObjectPropertyStart("range");
            json.writeNumberProperty("min", range.min());
            json.writeNumberProperty("max", range.max());
            json.writeEndObject();
        }
        if (!channel.isAvailable()) {
            json.writeStringProperty("unavailable", channel.unavailable());
        }
        Reading latest = channel.latest();
        if (latest != null) {
            Json.property(json, "value", latest.value());
            json.writeStringProperty("time", latest.time().toString());
        }
        json.writeEndObject();
    }
}
