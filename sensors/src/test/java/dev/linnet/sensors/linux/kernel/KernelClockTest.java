package dev.linnet.sensors.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelClockTest {
    @Test
    void theKernelAnswersAgainAndAgain() {
        KernelClock clock = new KernelClock();
        for (int i = 0; i < 3; i++) {
            int state = clock.state();
            assertThat(state)
                    .as("one of timex.h's states, or -1 where it is forbidden")
                    .isBetween(-1, 5);
            assertThat(clock.isSynchronised()).isEqualTo(state != 5);
        }
    }
}
