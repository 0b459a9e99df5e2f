package dev.linnet.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandshakePaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long START = Long.MAX_VALUE - SECOND; // clocks may overflow

    @Test
    void admitsABurstAndThenItsRate() {
        HandshakePace pace = new HandshakePace(10, 3, START);
        assertThat(admitted(pace, START, 10)).isEqualTo(3);
        assertThat(admitted(pace, START + SECOND / 10, 10)).isEqualTo(1);
        assertThat(admitted(pace, START + SECOND / 2, 10)).isEqualTo(3);
        assertThat(admitted(pace, START + 100 * SECOND, 10)).isEqualTo(3);
    }

    @Test
    void admitsEverybodyWithoutALimit() {
        assertThat(admitted(new HandshakePace(0, 1, START), START, 1000)).isEqualTo(1000);
    }

    @Test
    void spreadsThoseWhoAreRefusedAtTheSameRate() {
        HandshakePace pace = new HandshakePace(10, 1, START);
        pace.admit(START);
        List<Integer> waits = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waits.add(pace.admit(START));
        }
        for (int second = 2; second <= 5; second++) {
            assertThat(waits.stream().filter(List.of(second)::contains).count()).isEqualTo(10);
        }
        assertThat(waits).isSorted().allMatch(wait -> wait >= 1 && wait <= 6);
    }

    @Test
    void asksNobodyToWaitForLong() {
        HandshakePace pace = new HandshakePace(1, 1, START);
        for (int i = 0; i < 1000; i++) {
            assertThat(pace.admit(START)).isBetween(0, 62);
        }
    }

    /** Ten thousand come at once, and come back when they are told to: all are in after about the time that the rate takes. */
    @Test
    void letsAHerdInAtItsPace() {
        HandshakePace pace = new HandshakePace(500, 500, START);
        List<Integer> comeAt = new ArrayList<>(Collections.nCopies(10_000, 0));
        int second = 0;
        while (!comeAt.isEmpty() && second < 60) {
            List<Integer> later = new ArrayList<>();
            int due = second;
            for (int at : comeAt) {
                int wait = at > due ? at - due : pace.admit(START + due * SECOND);
                if (wait > 0) {
                    later.add(due + wait);
                }
            }
            comeAt = later;
            second++;
        }
        assertThat(second).isBetween(18, 30);
    }

    private static int admitted(HandshakePace pace, long now, int tries) {
        int count = 0;
        for (int i = 0; i < tries; i++) {
            count += pace.admit(now) == 0 ? 1 : 0;
        }
        return count;
    }
}
