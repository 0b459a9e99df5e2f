package dev.linnet.hub.live;

import dev.linnet.hub.web.DeviceJson;
import dev.linnet.hub.web.Json;
import java.nio.ByteBuffer;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** The feed's messages: JSON objects with a {@code type}. */
final class LiveMessages {
    private LiveMessages() {}

    /** The first message: the state of every device follows, and then {@link #ready}. */
    static ByteBuffer hello(Instant now) {
        return at("hello", now);
    }

    /** The hub is still there, and this is its time. */
    static ByteBuffer tick(Instant now) {
        return at("tick", now);
    }

    /** Every device there is has been told. */
    static ByteBuffer ready() {
        return ByteBuffer.wrap(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringProperty("type", "ready");
            json.writeEndObject();
        }));
    }

    static ByteBuffer changes(Changes changes) {
        return ByteBuffer.wrap(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringProperty("type", "changes");
            json.writeArrayPropertyStart("removed");
            changes.removed().forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("devices");
            changes.devices().values().forEach(device -> DeviceJson.write(json, device));
            json.writeEndArray();
            json.writeArrayPropertyStart("values");
            changes.values().forEach((channel, reading) -> {
                json.writeStartObject();
                json.writeStringProperty("device", channel.device());
                json.writeStringProperty("channel", channel.channel());
                Json.property(json, "value", reading.value());
                json.writeStringProperty("time", reading.time().toString());
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static ByteBuffer at(String type, Instant now) {
        return ByteBuffer.wrap(Json.bytes((JsonGenerator json) -> {
            json.writeStartObject();
            json.writeStringProperty("type", type);
            json.writeStringProperty("time", now.toString());
            json.writeEndObject();
        }));
    }
}
