package dev.linnet.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bridge does when the broker, or the way to it, does not do its part. */
class BrokerLossTest {
    /** Paho's threads: one sends, one receives, one calls back, one pings. */
    private static final int ONE_CONNECTION = 4;

    private final Kitchen kitchen = new Kitchen();
    private final Metrics metrics = new Metrics();

    @TempDir
    private Path folder;

    private AutoCloseable[] opened = {};

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @Test
    void aCutConnectionShowsAsTheLastWillAndIsMadeAnew() {
        Mosquitto broker = Mosquitto.open();
        StallingProxy proxy = new StallingProxy(broker.port());
        MqttBridge bridge = Bridges.to(proxy.url(), kitchen, metrics);
        opened = new AutoCloseable[] {bridge, proxy, broker};
        bridge.start();
        kitchen.connect();
        kitchen.read("fan", Value.of(false));
        try (Subscriber user = Subscriber.everything(broker)) {
            user.await("linnet/kitchen/fan", "OFF");
            user.await("linnet/bridge/state", "online");
            user.forget();
            proxy.cut();
            user.await("linnet/bridge/state", "offline");
            user.await("linnet/bridge/state", "online");
            assertThat(user.messages("linnet/kitchen/fan"))
                    .as("published again")
                    .isNotEmpty();
            user.publish("linnet/kitchen/fan/set", "1");
            user.awaitContaining("linnet/kitchen/fan/result", "\"value\":true");
        }
        assertThat(metrics.text())
                .contains("\nlinnet_mqtt_connects_total 2\n", "\nlinnet_mqtt_connections_lost_total 1\n");
    }

    @Test
    void aBrokerThatDiedAndCameBackEmptyIsToldEverythingAndCommandsArriveAgain() {
        Mosquitto broker = Mosquitto.open();
        StallingProxy proxy = new StallingProxy(broker.port());
        MqttBridge bridge = Bridges.to(proxy.url(), kitchen, metrics);
        opened = new AutoCloseable[] {bridge, proxy, broker};
        bridge.start();
        kitchen.connect();
        kitchen.read("temperature", Value.of(1));
        try (Subscriber user = Subscriber.everything(broker)) {
            user.await("linnet/kitchen/temperature", "1");
        }
        broker.kill();
        kitchen.read("temperature", Value.of(2));
        kitchen.read("temperature", Value.of(3));
        proxy.stall(); // telemetry is not retained: who is to hear it must be there first
        broker.restart();
        try (Subscriber user = Subscriber.everything(broker)) {
            proxy.flow();
            user.await("linnet/bridge/state", "online");
            user.await("linnet/kitchen/temperature", "3");
            user.await("linnet/kitchen/availability", "online");
            assertThat(user.messages("linnet/kitchen/temperature"))
                    .as("only the newest waits")
                    .noneMatch(message -> message.payload().equals("2"));
            user.awaitContaining("linnet/kitchen/telemetry", "\"v\":2");
            user.awaitContaining("linnet/kitchen/telemetry", "\"v\":3");
            user.publish("linnet/kitchen/fan/set", "on");
            user.awaitContaining("linnet/kitchen/fan/result", "\"status\":\"done\"");
        }
    }

    @Test
    void aBrokerThatComesLaterIsFound() {
        Mosquitto broker = Mosquitto.open();
        broker.stop();
        MqttBridge bridge = Bridges.to(broker.url(), kitchen, metrics);
        opened = new AutoCloseable[] {bridge, broker};
        bridge.start();
        kitchen.connect();
        kitchen.read("temperature", Value.of(1));
        await("tries while there is no broker", () -> count("linnet_mqtt_connects_failed_total") >= 3);
        broker.restart();
        try (Subscriber user = Subscriber.everything(broker)) {
            user.await("linnet/kitchen/temperature", "1");
            user.await("linnet/bridge/state", "online");
        }
    }

    @Test
    void aBrokerThatTakesNothingBlocksNobodyAndCostsNoMemoryAndGetsTheNewestInTheEnd() {
        Mosquitto broker = Mosquitto.open();
        StallingProxy proxy = new StallingProxy(broker.port());
        MqttBridge bridge = Bridges.to(proxy.url(), kitchen, metrics);
        opened = new AutoCloseable[] {bridge, proxy, broker};
        bridge.start();
        kitchen.connect();
        kitchen.read("temperature", Value.of(0));
        try (Subscriber user = Subscriber.everything(broker)) {
            user.await("linnet/kitchen/temperature", "0");
            proxy.stall();
            long before = System.nanoTime();
            for (int i = 1; i <= 200_000; i++) {
                kitchen.read("temperature", Value.of(i));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("time that the event loop spent on 200,000 readings")
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(bridge.outbox().waitingStates()).isLessThanOrEqualTo(2);
            assertThat(bridge.outbox().waitingReadings()).isLessThanOrEqualTo(1_000);
            assertThat(count("linnet_mqtt_states_coalesced_total")).isGreaterThan(100_000);
            assertThat(count("linnet_mqtt_readings_dropped_total")).isGreaterThan(100_000);
            await("the stalled connection is given up", () -> count("linnet_mqtt_connections_lost_total") >= 1);
            proxy.flow();
            user.await("linnet/kitchen/temperature", "200000");
            user.await("linnet/bridge/state", "online");
        }
        await("the threads of connections that were given up end", () -> libraryThreads() <= ONE_CONNECTION);
    }

    @Test
    void aWrongPasswordIsRefusedWithARemedyAndTriedAgainSlowly() throws IOException {
        Mosquitto broker = Mosquitto.withPassword("hub", "right");
        Path password = folder.resolve("password");
        Files.writeString(password, "wrong\n");
        BrokerSettings settings = Bridges.settings(broker.url(), "hub", password);
        MqttBridge bridge = Bridges.to(settings, kitchen, metrics);
        opened = new AutoCloseable[] {bridge, broker};
        assertThat(refusal(settings))
                .hasMessageContaining(broker.url().toString())
                .hasMessageContaining("refuses user 'hub'")
                .hasMessageContaining("check mqtt.username")
                .hasMessageContaining(password.toString());
        bridge.start();
        await("a refusal", () -> count("linnet_mqtt_connects_failed_total") >= 1);
        Files.writeString(password, "right\n");
        await("the new password is used without a restart", bridge::connected);
    }

    @Test
    void noUserNameAtAllIsRefusedWithARemedy() {
        Mosquitto broker = Mosquitto.withPassword("hub", "right");
        opened = new AutoCloseable[] {broker};
        assertThat(refusal(Bridges.settings(broker.url(), null, null)))
                .hasMessageContaining("set mqtt.username and mqtt.password-file");
    }

    @Test
    void closingWhileTheBrokerIsAwayTakesNoTime() {
        Mosquitto broker = Mosquitto.open();
        broker.stop();
        MqttBridge bridge = Bridges.to(broker.url(), kitchen, metrics);
        opened = new AutoCloseable[] {broker};
        bridge.start();
        await("a try", () -> count("linnet_mqtt_connects_failed_total") >= 1);
        long before = System.nanoTime();
        bridge.close();
        bridge.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    private static long libraryThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("linnet-hub-test"))
                .count();
    }

    private long count(String metric) {
        return metrics.text()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToLong(line -> Long.parseLong(line.substring(metric.length() + 1)))
                .sum();
    }

    private static BrokerException refusal(BrokerSettings settings) {
        try {
            new PahoBroker(settings).connect(new SilentInbox());
        } catch (BrokerException e) {
            assertThat(e.why()).isEqualTo(BrokerException.Cause.REFUSED);
            return e;
        }
        throw new AssertionError("the broker let it in");
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Subscriber.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
