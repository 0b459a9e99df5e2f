package dev.linnet.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    private final Topics topics = new Topics("home/linnet");

    @Test
    void aCommandTopicNamesItsChannel() {
        assertThat(topics.commandTarget(topics.command("kitchen", "fan")))
                .isEqualTo(new Topics.Target("kitchen", "fan"));
        assertThat(topics.result(new Topics.Target("kitchen", "fan"))).isEqualTo("home/linnet/kitchen/fan/result");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "home/linnet/kitchen/fan",
                "home/linnet/kitchen/set",
                "home/linnet/set",
                "home/linnet/kitchen/fan/x/set",
                "home/linnett/kitchen/fan/set",
                "other/kitchen/fan/set",
                "home/linnet/kitchen/fan/result"
            })
    void noOtherTopicDoes(String topic) {
        assertThat(topics.commandTarget(topic)).isNull();
    }

    @Test
    void namesThatWouldTakeTheBridgesOwnTopicsAreReserved() {
        assertThat(Topics.reservesDevice("bridge")).isTrue();
        assertThat(Topics.reservesDevice("kitchen")).isFalse();
        assertThat(topics.state("kitchen", "telemetry")).isEqualTo(topics.telemetry("kitchen"));
        assertThat(Topics.reservesChannel("telemetry")).isTrue();
        assertThat(topics.state("kitchen", "availability")).isEqualTo(topics.availability("kitchen"));
        assertThat(Topics.reservesChannel("availability")).isTrue();
        assertThat(Topics.reservesChannel("temperature")).isFalse();
    }
}
