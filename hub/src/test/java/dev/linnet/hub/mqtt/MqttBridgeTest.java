package dev.linnet.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.command.CommandRequest;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readings out, commands in, by way of a real broker. */
class MqttBridgeTest {
    private final Mosquitto broker = Mosquitto.open();
    private final Kitchen kitchen = new Kitchen();
    private final Metrics metrics = new Metrics();
    private final MqttBridge bridge = Bridges.to(broker.url(), kitchen, metrics);

    @AfterEach
    void end() {
        bridge.close();
        broker.close();
    }

    @Test
    void aReadingIsARetainedTopicThatALateSubscriberFinds() {
        bridge.start();
        kitchen.connect();
        kitchen.read("temperature", Value.of(21.5));
        kitchen.read("fan", Value.of(true));
        try (Subscriber early = Subscriber.everything(broker)) {
            early.await("linnet/kitchen/temperature", "21.5");
            early.await("linnet/kitchen/fan", "ON");
            early.await("linnet/kitchen/availability", "online");
            early.await("linnet/bridge/state", "online");
        }
        try (Subscriber late = Subscriber.everything(broker)) {
            assertThat(late.await("linnet/kitchen/temperature", "21.5").retained())
                    .isTrue();
            assertThat(late.await("linnet/kitchen/fan", "ON").retained()).isTrue();
            assertThat(late.await("linnet/kitchen/availability", "online").retained())
                    .isTrue();
            assertThat(late.await("linnet/bridge/state", "online").retained()).isTrue();
            assertThat(late.awaitContaining("linnet/bridge/info", "\"version\"").retained())
                    .isTrue();
        }
    }

    @Test
    void whatWasThereBeforeTheBridgeIsPublishedToo() {
        kitchen.connect();
        kitchen.read("temperature", Value.of(7));
        bridge.start();
        try (Subscriber subscriber = Subscriber.everything(broker)) {
            subscriber.await("linnet/kitchen/temperature", "7");
        }
    }

    @Test
    void availabilityFollowsTheDevice() {
        bridge.start();
        try (Subscriber subscriber = Subscriber.everything(broker)) {
            kitchen.connect();
            subscriber.await("linnet/kitchen/availability", "online");
            kitchen.disconnect();
            subscriber.await("linnet/kitchen/availability", "offline");
        }
    }

    @Test
    void availabilityFollowsEachChannel() {
        bridge.start();
        try (Subscriber subscriber = Subscriber.everything(broker)) {
            kitchen.connect();
            subscriber.await("linnet/kitchen/fan/availability", "online");
            subscriber.await("linnet/kitchen/temperature/availability", "online");
            kitchen.unavailable(Map.of("temperature", "no answer at 0x76 on bus 1"));
            subscriber.await("linnet/kitchen/temperature/availability", "offline");
            kitchen.unavailable(Map.of());
            subscriber.await("linnet/kitchen/temperature/availability", "online");
            kitchen.unavailable(Map.of("fan", "gpio: line 27 is in use by \"gpioset\""));
            subscriber.await("linnet/kitchen/fan/availability", "offline");
            kitchen.connect(Kitchen.number("temperature"));
            subscriber.await("linnet/kitchen/fan/availability", "");
        }
    }

    @Test
    void telemetryIsASenmlPackThatIsNotRetainedAndHoldsLateReadingsToo() {
        bridge.start();
        kitchen.connect();
        try (Subscriber subscriber = Subscriber.everything(broker)) {
            subscriber.await("linnet/bridge/state", "online");
            kitchen.read("temperature", Instant.parse("2026-01-02T03:04:05Z"), Value.of(-3));
            Subscriber.Message pack = subscriber.awaitContaining("linnet/kitchen/telemetry", "-3");
            assertThat(pack.retained()).isFalse();
            assertThat(pack.payload())
                    .isEqualTo(
                            "[{\"bn\":\"kitchen/\",\"bt\":1767323045,\"n\":\"temperature\",\"u\":\"Cel\",\"v\":-3}]");
            kitchen.read("temperature", Value.of(4));
            subscriber.await("linnet/kitchen/temperature", "4");
            assertThat(subscriber.messages("linnet/kitchen/temperature"))
                    .as("a late reading must not show as live")
                    .noneMatch(message -> message.payload().equals("-3"));
        }
    }

    @Test
    void aPlainSetBecomesACommandAStateAndAResult() throws InterruptedException {
        bridge.start();
        kitchen.connect();
        try (Subscriber user = Subscriber.everything(broker)) {
            user.await("linnet/bridge/state", "online");
            user.publish("linnet/kitchen/fan/set", "ON");
            user.await("linnet/kitchen/fan", "ON");
            user.awaitContaining("linnet/kitchen/fan/result", "\"status\":\"done\"", "\"value\":true");
            CommandRequest request = request();
            assertThat(request.value()).isEqualTo(Value.of(true));
            assertThat(request.ttl()).isEqualTo(CommandRequest.DEFAULT_TTL);
            assertThat(request.queue()).isFalse();
        }
    }

    @Test
    void aJsonSetCarriesItsOwnIdAndTimeToLive() throws InterruptedException {
        bridge.start();
        kitchen.connect();
        try (Subscriber user = Subscriber.everything(broker)) {
            user.await("linnet/bridge/state", "online");
            user.publish("linnet/kitchen/fan/set", "{\"id\":\"n-17\",\"value\":false,\"ttl\":2.5,\"queue\":true}");
            user.awaitContaining("linnet/kitchen/fan/result", "\"id\":\"n-17\"", "\"status\":\"done\"");
            assertThat(request())
                    .isEqualTo(new CommandRequest(
                            "n-17", "kitchen", "fan", Value.of(false), Duration.ofMillis(2500), true));
        }
    }

    @Test
    void whatCannotBeUnderstoodIsRejectedWithTheReason() {
        bridge.start();
        kitchen.connect();
        try (Subscriber user = Subscriber.everything(broker)) {
            user.await("linnet/bridge/state", "online");
            user.publish("linnet/kitchen/fan/set", "perhaps");
            user.awaitContaining("linnet/kitchen/fan/result", "\"status\":\"rejected\"", "perhaps", "expected on, off");
            user.publish("linnet/kitchen/fan/set", "{\"id\":\"n-18\",\"valeu\":1}");
            user.awaitContaining("linnet/kitchen/fan/result", "\"id\":\"n-18\"", "unknown field 'valeu'");
            user.publish("linnet/kitchen/lamp/set", "ON");
            user.awaitContaining("linnet/kitchen/lamp/result", "\"status\":\"rejected\"", "no channel 'lamp'");
            user.publish("linnet/Kitchen!/fan/set", "ON");
            user.awaitContaining("linnet/Kitchen!/fan/result", "\"status\":\"rejected\"", "Kitchen!");
        }
        assertThat(kitchen.requests).as("routed").hasSize(1);
    }

    @Test
    void aRetainedSetIsIgnoredAndCounted() throws InterruptedException {
        try (Subscriber user = Subscriber.everything(broker)) {
            user.publish("linnet/kitchen/fan/set", "ON", true);
            user.await("linnet/kitchen/fan/set", "ON");
            kitchen.connect();
            bridge.start();
            user.await("linnet/bridge/state", "online");
            user.publish("linnet/kitchen/fan/set", "OFF");
            user.awaitContaining("linnet/kitchen/fan/result", "\"value\":false");
        }
        assertThat(request().value()).as("the first command that was routed").isEqualTo(Value.of(false));
        assertThat(kitchen.requests).isEmpty();
        assertThat(metrics.text()).contains("\nlinnet_mqtt_commands_retained_total 1\n");
    }

    @Test
    void channelsAndDevicesThatGoAreTakenFromTheBroker() {
        bridge.start();
        kitchen.connect();
        kitchen.read("temperature", Value.of(1));
        kitchen.read("fan", Value.of(true));
        try (Subscriber user = Subscriber.everything(broker)) {
            user.await("linnet/kitchen/fan", "ON");
            kitchen.connect(Kitchen.number("temperature"));
            user.await("linnet/kitchen/fan", "");
            kitchen.registry.remove("kitchen");
            user.await("linnet/kitchen/temperature", "");
            user.await("linnet/kitchen/availability", "");
        }
        try (Subscriber late = Subscriber.everything(broker)) {
            late.await("linnet/bridge/state", "online");
            assertThat(late.messages("linnet/kitchen/temperature")).isEmpty();
        }
    }

    @Test
    void closingSaysOfflineWithoutTheLastWill() {
        bridge.start();
        try (Subscriber user = Subscriber.everything(broker)) {
            user.await("linnet/bridge/state", "online");
            bridge.close();
            user.await("linnet/bridge/state", "offline");
            assertThat(user.messages("linnet/bridge/state"))
                    .extracting(Subscriber.Message::payload)
                    .isEqualTo(List.of("online", "offline"));
        }
    }

    private CommandRequest request() throws InterruptedException {
        CommandRequest request = kitchen.requests.poll(Subscriber.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(request).as("a command must reach the router").isNotNull();
        return request;
    }
}
