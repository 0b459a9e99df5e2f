package dev.linnet.websocket.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Test
    void writesTheExampleOfTheStandard() {
        assertThat(HttpDate.of(784_111_777)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void writesWhatTheJdkWrites() {
        Random random = new Random(4);
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        for (int i = 0; i < 10_000; i++) {
            // The first and last second of each of some days, leap days among them, and any time.
            long second = i < 6000
                    ? i / 2 * 86_400L - (i % 2)
                    : random.nextLong(Instant.EPOCH.minusSeconds(1L << 35).getEpochSecond(), last);
            assertThat(HttpDate.of(second)).isEqualTo(IMF_FIXDATE.format(Instant.ofEpochSecond(second)));
        }
    }
}
