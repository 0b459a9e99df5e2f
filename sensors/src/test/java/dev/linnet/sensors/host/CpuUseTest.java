package dev.linnet.sensors.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

class CpuUseTest {
    @Test
    void guestTimeIsNotCountedTwiceAndWaitingForDisksIsIdle() throws Exception {
        assertThat(CpuUse.Ticks.parse("cpu  1 2 3 40 5 6 7 8 1 1")).isEqualTo(new CpuUse.Ticks(27, 72));
    }

    @Test
    void anOldKernelsShortLineWillDo() throws Exception {
        assertThat(CpuUse.Ticks.parse("cpu 1 2 3 4")).isEqualTo(new CpuUse.Ticks(6, 10));
    }

    @Test
    void anythingElseIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> CpuUse.Ticks.parse("intr 5"))
                .withMessage("/proc/stat: expected 'cpu user nice system idle …', not 'intr 5'");
        assertThatIOException()
                .isThrownBy(() -> CpuUse.Ticks.parse("cpu 1 2 x 4"))
                .withMessage("/proc/stat: expected a whole number, not 'x'");
    }
}
