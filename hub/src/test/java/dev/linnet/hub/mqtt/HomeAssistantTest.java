package dev.linnet.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Home Assistant is told, to the letter, and when. */
class HomeAssistantTest {
    private static final String KITCHEN = "homeassistant/device/linnet_kitchen/config";

    private final Kitchen kitchen = new Kitchen();
    private final HomeAssistant homeAssistant = new HomeAssistant(new Topics("linnet"), "homeassistant", "0.1.0");

    @Test
    void aDeviceIsOneMessageWithEveryChannelAsAComponent() {
        kitchen.connect();
        Publication announcement =
                homeAssistant.device(kitchen.registry.devices().getFirst(), List.of());
        assertThat(announcement.topic()).isEqualTo(KITCHEN);
        assertThat(announcement.kind()).isEqualTo(Publication.Kind.STATE);
        assertThat(text(announcement)).isEqualTo("""
                {"device":{"identifiers":["linnet_kitchen"],"name":"kitchen","manufacturer":"Linnet",\
                "model":"Raspberry Pi Zero 2 W","sw_version":"0.1.0","via_device":"linnet_bridge"},\
                "origin":{"name":"Linnet","sw_version":"0.1.0"},"qos":1,"components":{\
                "temperature":{"platform":"sensor","unique_id":"linnet_kitchen_temperature","name":"Temperature",\
                "state_topic":"linnet/kitchen/temperature",\
                "availability":[{"topic":"linnet/bridge/state"},{"topic":"linnet/kitchen/availability"},\
                {"topic":"linnet/kitchen/temperature/availability"}],"availability_mode":"all","device_class":"temperature","state_class":"measurement",\
                "unit_of_measurement":"°C"},\
                "fan":{"platform":"switch","unique_id":"linnet_kitchen_fan","name":"Fan",\
                "state_topic":"linnet/kitchen/fan",\
                "availability":[{"topic":"linnet/bridge/state"},{"topic":"linnet/kitchen/availability"},\
                {"topic":"linnet/kitchen/fan/availability"}],"availability_mode":"all","command_topic":"linnet/kitchen/fan/set","device_class":"switch"}}}""");
    }

    @Test
    void eachKindOfChannelHasItsPlatform() {
        assertThat(component(ChannelDescription.Kind.SENSOR, ChannelDescription.Type.BOOLEAN, "door", ""))
                .contains("\"platform\":\"binary_sensor\"", "\"device_class\":\"door\"");
        assertThat(component(ChannelDescription.Kind.SENSOR, ChannelDescription.Type.BOOLEAN, "button", ""))
                .contains("\"platform\":\"binary_sensor\"")
                .doesNotContain("device_class");
        assertThat(component(ChannelDescription.Kind.SENSOR, ChannelDescription.Type.TEXT, "mode", ""))
                .contains("\"platform\":\"sensor\"")
                .doesNotContain("state_class", "unit_of_measurement");
        assertThat(component(ChannelDescription.Kind.SENSOR, ChannelDescription.Type.NUMBER, "energy", "kWh"))
                .contains("\"device_class\":\"energy\"", "\"state_class\":\"total_increasing\"");
        assertThat(component(ChannelDescription.Kind.SENSOR, ChannelDescription.Type.NUMBER, "temperature", "K"))
                .as("a unit that Home Assistant does not take for the class")
                .contains("\"unit_of_measurement\":\"K\"", "\"state_class\":\"measurement\"")
                .doesNotContain("device_class");
        assertThat(component(ChannelDescription.Kind.ACTUATOR, ChannelDescription.Type.BOOLEAN, "light", ""))
                .contains("\"platform\":\"light\"");
        assertThat(component(ChannelDescription.Kind.ACTUATOR, ChannelDescription.Type.BOOLEAN, "fan", ""))
                .contains("\"platform\":\"fan\"");
        assertThat(component(ChannelDescription.Kind.ACTUATOR, ChannelDescription.Type.TEXT, "message", ""))
                .contains("\"platform\":\"text\"");
        assertThat(component(ChannelDescription.Kind.ACTUATOR, ChannelDescription.Type.NUMBER, "speed", ""))
                .contains("\"platform\":\"number\"", "\"min\":-1000000", "\"mode\":\"box\"");
    }

    @Test
    void aRangeIsTold() {
        kitchen.connect(new ChannelDescription(
                "dimmer",
                ChannelDescription.Kind.ACTUATOR,
                ChannelDescription.Type.NUMBER,
                "brightness",
                "%",
                new ChannelDescription.Range(0, 100)));
        assertThat(announced()).contains("\"min\":0.0,\"max\":100.0,\"step\":1.0,\"unit_of_measurement\":\"%\"");
    }

    @Test
    void aChannelThatGoesIsWithdrawnAndThenLeftOut() {
        kitchen.connect();
        var before = kitchen.registry.devices().getFirst();
        kitchen.connect(Kitchen.number("temperature"));
        var now = kitchen.registry.devices().getFirst();
        assertThat(text(homeAssistant.device(now, HomeAssistant.gone(before, now))))
                .contains("\"fan\":{\"platform\":\"switch\"}");
        assertThat(text(homeAssistant.device(now, List.of()))).doesNotContain("fan");
    }

    @Test
    void everythingIsAnnouncedAndAgainWithItsStatesWhenHomeAssistantHasStarted() {
        try (Mosquitto broker = Mosquitto.open();
                MqttBridge bridge = Bridges.to(broker.url(), kitchen, new Metrics());
                Subscriber user = Subscriber.everything(broker)) {
            bridge.start();
            kitchen.connect();
            kitchen.read("temperature", Value.of(21));
            user.awaitContaining(KITCHEN, "\"temperature\":{");
            user.awaitContaining("homeassistant/device/linnet_bridge/config", "connectivity");
            user.await("linnet/kitchen/temperature", "21");
            user.await("linnet/bridge/state", "online");
            user.forget();
            user.publish("homeassistant/status", "online");
            user.awaitContaining(KITCHEN, "\"temperature\":{");
            user.await("linnet/kitchen/temperature", "21");
            assertThat(user.topics().indexOf("linnet/kitchen/temperature"))
                    .as("states come after the announcement")
                    .isGreaterThan(user.topics().indexOf(KITCHEN));
            kitchen.registry.remove("kitchen");
            user.await(KITCHEN, "");
        }
    }

    private String component(ChannelDescription.Kind kind, ChannelDescription.Type type, String quantity, String unit) {
        kitchen.connect(new ChannelDescription("it", kind, type, quantity, unit, null));
        String announced = announced();
        return announced.substring(announced.indexOf("\"it\":"));
    }

    private String announced() {
        return text(homeAssistant.device(kitchen.registry.devices().getFirst(), List.of()));
    }

    private static String text(Publication publication) {
        return new String(publication.payload().get(), StandardCharsets.UTF_8);
    }
}
