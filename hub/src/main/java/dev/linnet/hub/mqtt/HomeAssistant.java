package dev.linnet.hub.mqtt;

import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.protocol.ChannelDescription;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Announces devices to Home Assistant in the device-based form of its MQTT discovery: one retained message a device. Any
 * thread.
 */
final class HomeAssistant {
    private static final JsonFactory JSON = new JsonFactory();

    private final Topics topics;
    private final String prefix;
    private final String version;
    private final String node;

    /**
     * @param prefix the first level of Home Assistant's topics
     * @param version the hub's
     */
    HomeAssistant(Topics topics, String prefix, String version) {
        this.topics = topics;
        this.prefix = prefix;
        this.version = version;
        this.node = topics.base().replace('/', '_');
    }

    /** Where Home Assistant says {@code online} when it has started and needs to be told everything. */
    String statusTopic() {
        return prefix + "/status";
    }

    /** The hub itself, which every device is reached through. */
    Publication bridge() {
        return announcement(bridgeId(), json -> {
            json.writeObjectPropertyStart("device");
            identifiers(json, bridgeId());
            json.writeStringProperty("name", "Linnet");
            json.writeStringProperty("manufacturer", "Linnet");
            json.writeStringProperty("model", "Hub");
            json.writeStringProperty("sw_version", version);
            json.writeEndObject();
            origin(json);
            json.writeObjectPropertyStart("components");
            json.writeObjectPropertyStart("connection");
            json.writeStringProperty("platform", "binary_sensor");
            json.writeStringProperty("unique_id", bridgeId() + "_connection");
            json.writeStringProperty("name", "Connection");
            json.writeStringProperty("device_class", "connectivity");
            json.writeStringProperty("entity_category", "diagnostic");
            json.writeStringProperty("state_topic", topics.bridgeState());
            json.writeStringProperty("payload_on", "online");
            json.writeStringProperty("payload_off", "offline");
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /**
     * A device.
     *
     * @param gone channels that it had before and has no more: their entities are withdrawn
     */
    Publication device(DeviceSnapshot device, List<ChannelDescription> gone) {
        List<ChannelDescription> channels = new ArrayList<>();
        for (DeviceSnapshot.Channel channel : device.channels()) {
            if (!Topics.reservesChannel(channel.description().id())) {
                channels.add(channel.description());
            }
        }
        return announcement(id(device.id()), json -> {
            json.writeObjectPropertyStart("device");
            identifiers(json, id(device.id()));
            json.writeStringProperty("name", device.id());
            json.writeStringProperty("manufacturer", "Linnet");
            json.writeStringProperty("model", device.model().isEmpty() ? "Device agent" : device.model());
            json.writeStringProperty("sw_version", device.version());
            json.writeStringProperty("via_device", bridgeId());
            json.writeEndObject();
            origin(json);
            json.writeNumberProperty("qos", 1);
            json.writeObjectPropertyStart("components");
            for (ChannelDescription channel : channels) {
                HomeAssistantComponent.write(json, topics, id(device.id()), device.id(), channel);
            }
            for (ChannelDescription channel : gone) {
                HomeAssistantComponent.writeWithdrawal(json, channel);
            }
            json.writeEndObject();
        });
    }

    /** Takes a device, and all its entities, away. */
    Publication withdrawn(String device) {
        return Publication.retraction(topic(id(device)));
    }

    /** Which channels of {@code before} are no more. */
    static List<ChannelDescription> gone(DeviceSnapshot before, DeviceSnapshot now) {
        List<ChannelDescription> gone = new ArrayList<>();
        for (DeviceSnapshot.Channel channel : before.channels()) {
            ChannelDescription former = channel.description();
            if (now.channel(former.id()) == null && !Topics.reservesChannel(former.id())) {
                gone.add(former);
            }
        }
        return gone;
    }

    private Publication announcement(String id, Consumer<JsonGenerator> body) {
        return Publication.state(topic(id), () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
            try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
                json.writeStartObject();
                body.accept(json);
                json.writeEndObject();
            }
            return bytes.toByteArray();
        });
    }

    private void origin(JsonGenerator json) {
        json.writeObjectPropertyStart("origin");
        json.writeStringProperty("name", "Linnet");
        json.writeStringProperty("sw_version", version);
        json.writeEndObject();
    }

    private static void identifiers(JsonGenerator json, String id) {
        json.writeArrayPropertyStart("identifiers");
        json.writeString(id);
        json.writeEndArray();
    }

    private String topic(String id) {
        return prefix + "/device/" + id + "/config";
    }

    private String id(String device) {
        return node + "_" + device;
    }

    /** No device's: {@link Topics#reservesDevice} keeps that name. */
    private String bridgeId() {
        return node + "_bridge";
    }
}
