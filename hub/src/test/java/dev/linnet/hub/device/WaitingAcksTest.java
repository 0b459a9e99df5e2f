package dev.linnet.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingAcksTest {
    private final WaitingAcks acks = new WaitingAcks();

    @Test
    void ofEachBootTheHighestWaits() {
        acks.add("b1", 7);
        acks.add("b2", 1);
        acks.add("b1", 9);
        acks.add("b1", 8);
        assertThat(acks.all()).isEqualTo(Map.of("b1", 9L, "b2", 1L));
    }

    @Test
    void oneThatComesWhileAnotherIsSentStillWaits() {
        acks.add("b1", 7);
        acks.add("b1", 9);
        acks.sent("b1", 7);
        assertThat(acks.all()).containsEntry("b1", 9L);
        acks.sent("b1", 9);
        assertThat(acks.isEmpty()).isTrue();
        acks.sent("b1", 9);
        acks.add("b1", 10);
        assertThat(acks.isEmpty()).isFalse();
    }
}
