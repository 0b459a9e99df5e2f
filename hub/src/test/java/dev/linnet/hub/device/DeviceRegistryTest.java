package dev.linnet.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.TestAgent;
import dev.linnet.hub.history.KnownDevice;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Value;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeviceRegistryTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    private final DeviceRegistry registry = new DeviceRegistry(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMinutes(1));
    private final List<String> heard = new ArrayList<>();

    DeviceRegistryTest() {
        registry.listen(new DeviceListener() {
            @Override
            public void connected(DeviceSnapshot device) {
                heard.add("connected " + device.id());
            }

            @Override
            public void disconnected(DeviceSnapshot device) {
                heard.add("disconnected " + device.id());
            }

            @Override
            public void readings(String device, String boot, List<Reading> readings, List<Reading> live) {
                heard.add(readings.size() + " readings, live " + live);
            }

            @Override
            public void availability(DeviceSnapshot device, List<String> channels) {
                heard.add("availability " + channels);
            }

            @Override
            public void removed(String device) {
                heard.add("removed " + device);
            }
        });
    }

    @Test
    void readingsOfANewStreamAreLiveInTheirOrderAndThoseOfTheOldOneOnlyWhenTheyAreNewer() {
        registry.connected(TestAgent.helloOf("kitchen", "b1"));
        registry.readings("kitchen", "b1", List.of(reading(50, NOW.minusSeconds(10), 1)));
        registry.began("kitchen", "b1-2");
        registry.readings("kitchen", "b1-2", List.of(reading(1, NOW.minusSeconds(5), 2)));
        heard.clear();
        registry.readings("kitchen", "b1", List.of(reading(51, NOW.minusSeconds(6), 3)));
        assertThat(heard).containsExactly("1 readings, live []");
        // The clock was set back by a minute: the number tells that this one is newer.
        registry.readings("kitchen", "b1-2", List.of(reading(2, NOW.minusSeconds(55), 4)));
        assertThat(heard.getLast()).contains("live [Reading");
    }

    @Test
    void tellsListenersWhatHappens() {
        registry.connected(TestAgent.helloOf("kitchen", "b1"));
        registry.disconnected("kitchen");
        assertThat(registry.remove("kitchen")).isTrue();
        assertThat(registry.remove("kitchen")).isFalse();
        registry.disconnected("kitchen");
        assertThat(heard).containsExactly("connected kitchen", "disconnected kitchen", "removed kitchen");
    }

    @Test
    void aLateReadingIsTheLatestButNotLive() {
        registry.connected(TestAgent.helloOf("kitchen", "b1"));
        Reading late = reading(1, NOW.minusSeconds(61), 1);
        Reading live = reading(2, NOW.minusSeconds(60), 2);
        registry.readings("kitchen", "b1", List.of(late));
        assertThat(latest()).isEqualTo(late);
        registry.readings("kitchen", "b1", List.of(late, live));
        assertThat(heard.subList(1, 3)).containsExactly("1 readings, live []", "2 readings, live " + List.of(live));
    }

    @Test
    void withinABootTheOrderOfSamplingCountsAndNotTheClock() {
        registry.connected(TestAgent.helloOf("kitchen", "b1"));
        Reading ahead = reading(1, NOW.plusSeconds(3600), 1);
        Reading afterTheClockWasSet = reading(2, NOW, 2);
        registry.readings("kitchen", "b1", List.of(ahead));
        registry.readings("kitchen", "b1", List.of(afterTheClockWasSet));
        assertThat(latest()).isEqualTo(afterTheClockWasSet);
    }

    @Test
    void aFormerBootsReadingCountsOnlyWhenItIsNewer() {
        registry.connected(TestAgent.helloOf("kitchen", "b2"));
        Reading now = reading(1, NOW, 1);
        registry.readings("kitchen", "b2", List.of(now));
        registry.readings("kitchen", "b1", List.of(reading(900, NOW.minusSeconds(30), 2)));
        assertThat(latest()).isEqualTo(now);
        assertThat(heard.getLast()).isEqualTo("1 readings, live []");
    }

    @Test
    void aValueSurvivesAHelloUnlessItsTypeChanged() {
        registry.connected(TestAgent.helloOf("kitchen", "b1"));
        registry.readings("kitchen", "b1", List.of(reading(1, NOW, 1), new Reading(2, "fan", NOW, Value.of(true))));
        registry.connected(TestAgent.helloOf("kitchen", "b2"));
        assertThat(latest()).isEqualTo(reading(1, NOW, 1));
    }

    @Test
    void whatIsRestoredIsOfflineAndKeepsItsValues() {
        ChannelDescription temperature = TestAgent.number("temperature");
        registry.restore(new KnownDevice(
                "kitchen",
                "0.1.0",
                "Pi",
                NOW.minusSeconds(60),
                List.of(new KnownDevice.Channel(temperature, reading(1, NOW, 7)))));
        assertThat(registry.device("kitchen"))
                .isEqualTo(new DeviceSnapshot(
                        "kitchen",
                        "0.1.0",
                        "Pi",
                        false,
                        NOW.minusSeconds(60),
                        List.of(new DeviceSnapshot.Channel(temperature, reading(1, NOW, 7), ""))));
        assertThat(heard).isEmpty();
    }

    @Test
    void tellsWhichChannelsHaveStoppedAndWhichAreBack() {
        registry.connected(TestAgent.helloOf("kitchen", "b1"));
        registry.unavailable("kitchen", Map.of("temperature", "no answer", "stranger", "whoever that is"));
        assertThat(unavailable()).isEqualTo("no answer");
        registry.unavailable("kitchen", Map.of("temperature", "no answer"));
        registry.unavailable("kitchen", Map.of("temperature", "CRC error", "fan", "busy"));
        registry.readings("kitchen", "b1", List.of(reading(1, NOW, 1)));
        assertThat(unavailable()).as("the agent says when it is over").isEqualTo("CRC error");
        registry.unavailable("kitchen", Map.of());
        assertThat(unavailable()).isEmpty();
        assertThat(heard.stream().filter(event -> event.startsWith("availability")))
                .containsExactly(
                        "availability [temperature]",
                        "availability [temperature, fan]",
                        "availability [temperature, fan]");
    }

    @Test
    void helloSaysAnewWhatIsUnavailable() {
        registry.connected(TestAgent.helloOf("kitchen", "b1"));
        registry.unavailable("kitchen", Map.of("temperature", "no answer"));
        registry.disconnected("kitchen");
        assertThat(unavailable()).as("as it was last known").isEqualTo("no answer");
        Hello hello = TestAgent.helloOf("kitchen", "b2");
        registry.connected(hello);
        assertThat(unavailable()).isEmpty();
        registry.connected(new Hello(
                "kitchen", "b3", "b3", List.of(), "", "", hello.channels(), Map.of("temperature", "still no answer")));
        assertThat(unavailable()).isEqualTo("still no answer");
    }

    private String unavailable() {
        DeviceSnapshot device = Objects.requireNonNull(registry.device("kitchen"));
        return Objects.requireNonNull(device.channel("temperature")).unavailable();
    }

    private @Nullable Reading latest() {
        DeviceSnapshot device = Objects.requireNonNull(registry.device("kitchen"));
        return Objects.requireNonNull(device.channel("temperature")).latest();
    }

    private static Reading reading(long sequence, Instant time, double value) {
        return new Reading(sequence, "temperature", time, Value.of(value));
    }
}
