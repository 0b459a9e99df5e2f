package dev.linnet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.spool.SpoolDepth;
import org.junit.jupiter.api.Test;

class SpoolReportTest {
    @Test
    void tellsHowLongTheRoomLastsAtTheRateSinceTheLastLook() {
        SpoolReport report = new SpoolReport(0);
        assertThat(report.look(10_000_000_000L, 20, new SpoolDepth(0, 0, 64 << 20, 0)))
                .isEqualTo("0 readings wait (0.0 of 64 MiB; room for 6 days at 2.0/s)");
        assertThat(report.look(20_000_000_000L, 120, new SpoolDepth(100_000, 4_000_000, 64 << 20, 7)))
                .isEqualTo("100000 readings wait (3.8 of 64 MiB; room for 43 hours at 10.0/s), 7 lost");
        assertThat(report.look(30_000_000_000L, 120, new SpoolDepth(1, 0, 4 << 20, 0)))
                .isEqualTo("1 readings wait (0.0 of 4 MiB; no readings come)");
    }
}
