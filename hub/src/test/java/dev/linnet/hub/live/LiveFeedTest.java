package dev.linnet.hub.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.access.Access;
import dev.linnet.hub.access.Permission;
import dev.linnet.hub.access.Principal;
import dev.linnet.hub.device.DeviceRegistry;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Value;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dashboard is told, and what becomes of one that does not listen. */
class LiveFeedTest {
    private final DeviceRegistry registry = new DeviceRegistry(Clock.systemUTC(), Duration.ofMinutes(1));
    private final Metrics metrics = new Metrics();
    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicLong sequence = new AtomicLong();
    private final FakeSocket socket = new FakeSocket();
    private volatile boolean loggedIn = true;
    private final LiveFeed feed = new LiveFeed(
            registry,
            (request, wanted) -> loggedIn
                    ? new Access.Granted(new Principal("test", Permission.CONTROL))
                    : new Access.Denied(HttpResponse.of(401)),
            Clock.systemUTC(),
            nanoTime::get,
            metrics);

    @BeforeEach
    void start() {
        feed.start();
    }

    @AfterEach
    void end() {
        feed.close();
    }

    @Test
    void aNewDashboardIsToldEverythingAndThenWhatChanges() throws Exception {
        connect("kitchen");
        read("kitchen", 1);
        open(socket);
        List<String> told = socket.awaitContaining("\"type\":\"ready\"");
        assertThat(told.getFirst()).contains("\"type\":\"hello\"", "\"time\":");
        assertThat(told.get(1)).contains("\"id\":\"kitchen\"", "\"value\":1");
        read("kitchen", 2);
        socket.awaitContaining("\"values\":[{\"device\":\"kitchen\",\"channel\":\"temperature\",\"value\":2,");
        registry.disconnected("kitchen");
        socket.awaitContaining("\"online\":false");
        registry.remove("kitchen");
        socket.awaitContaining("\"removed\":[\"kitchen\"]");
    }

    @Test
    void manyReadingsAreFewMessagesAndTheLastOneIsTold() throws Exception {
        connect("kitchen");
        open(socket);
        socket.awaitContaining("ready");
        socket.forget();
        for (int i = 1; i <= 100_000; i++) {
            read("kitchen", i);
        }
        assertThat(socket.awaitContaining("\"value\":100000,")).hasSizeLessThan(100);
    }

    @Test
    void thousandsOfDevicesComeInPortionsAndNoneIsMissing() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            connect("device-" + i);
        }
        open(socket);
        List<String> told = socket.awaitContaining("ready");
        assertThat(told).hasSize(2 + 2_000 / 20);
        assertThat(told).allMatch(message -> message.length() < 64 * 1024);
        assertThat(String.join("", told).split("\"id\":\"device-", -1)).hasSize(2_001);
    }

    @Test
    void aStalledDashboardGetsTheNewestWhenItListensAgain() throws Exception {
        connect("kitchen");
        open(socket);
        FakeSocket other = new FakeSocket();
        open(other);
        socket.awaitContaining("ready");
        other.awaitContaining("ready");
        socket.forget();
        socket.stall();
        for (int i = 1; i <= 10; i++) {
            read("kitchen", i);
            other.awaitContaining("\"value\":" + i + ",");
        }
        socket.flow();
        assertThat(socket.awaitContaining("\"value\":10,"))
                .as("what it missed is not told one by one")
                .hasSize(1);
    }

    @Test
    void aDashboardThatTakesNothingForLongIsClosedAndCounted() throws Exception {
        connect("kitchen");
        open(socket);
        FakeSocket other = new FakeSocket();
        open(other);
        socket.awaitContaining("ready");
        other.awaitContaining("ready");
        socket.stall();
        read("kitchen", 1);
        other.awaitContaining("\"value\":1,");
        // It has been seen stalled by the next round at the latest.
        read("kitchen", 2);
        other.awaitContaining("\"value\":2,");
        nanoTime.addAndGet(LiveClient.PATIENCE.plusSeconds(1).toNanos());
        assertThat(socket.awaitClose().code()).isEqualTo(CloseStatus.TRY_AGAIN_LATER);
        assertThat(other.isOpen()).isTrue();
        assertThat(metrics.text()).contains("\nlinnet_live_clients_too_slow_total ");
    }

    @Test
    void whoLogsOutIsCutOffAndWhoDoesNotHearsATick() throws Exception {
        open(socket);
        socket.awaitContaining("ready");
        nanoTime.addAndGet(Duration.ofSeconds(16).toNanos());
        socket.awaitContaining("\"type\":\"tick\"");
        loggedIn = false;
        nanoTime.addAndGet(Duration.ofSeconds(16).toNanos());
        assertThat(socket.awaitClose().code()).isEqualTo(CloseStatus.POLICY_VIOLATION);
    }

    @Test
    void aStrangerIsRefused() {
        loggedIn = false;
        assertThat(feed.upgrade(handshake())).isInstanceOf(Upgrade.Refuse.class);
    }

    @Test
    void whoHasGoneIsForgotten() throws Exception {
        WebSocketListener listener = open(socket);
        socket.awaitContaining("ready");
        assertThat(metrics.text()).contains("\nlinnet_live_clients 1\n");
        listener.onClose(socket, CloseStatus.of(CloseStatus.NORMAL));
        assertThat(metrics.text()).contains("\nlinnet_live_clients 0\n");
    }

    private WebSocketListener open(FakeSocket browser) {
        assertThat(feed.upgrade(handshake())).isInstanceOf(Upgrade.Accept.class);
        WebSocketListener listener = ((Upgrade.Accept) feed.upgrade(handshake())).listener();
        listener.onOpen(browser);
        return listener;
    }

    private static HttpRequest handshake() {
        return new HttpRequest(
                "GET",
                LiveFeed.PATH,
                "",
                HttpHeaders.EMPTY,
                new byte[0],
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                false);
    }

    private void connect(String device) {
        ChannelDescription temperature = new ChannelDescription(
                "temperature",
                ChannelDescription.Kind.SENSOR,
                ChannelDescription.Type.NUMBER,
                "temperature",
                "Cel",
                null);
        registry.connected(new Hello(device, "b1", List.of(), "0.1.0", "", List.of(temperature)));
    }

    private void read(String device, int value) {
        registry.readings(
                device,
                "b1",
                List.of(new Reading(sequence.incrementAndGet(), "temperature", Instant.now(), Value.of(value))));
    }
}
