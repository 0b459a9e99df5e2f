package dev.linnet.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void letsABurstThroughAndThenItsRate() {
        TokenBucket bucket = new TokenBucket(2, 3, 0);
        assertThat(bucket.take(0)).isTrue();
        assertThat(bucket.take(0)).isTrue();
        assertThat(bucket.take(0)).isTrue();
        assertThat(bucket.take(0)).isFalse();
        assertThat(bucket.take(SECOND / 2)).isTrue();
        assertThat(bucket.take(SECOND / 2)).isFalse();
        assertThat(bucket.take(SECOND)).isTrue();
    }

    @Test
    void savesUpNoMoreThanItsBurst() {
        TokenBucket bucket = new TokenBucket(2, 3, 0);
        int taken = 0;
        while (bucket.take(1000 * SECOND)) {
            taken++;
        }
        assertThat(taken).isEqualTo(3);
    }

    @Test
    void failuresOfOneAddressAreNotAnothers() throws Exception {
        AtomicLong nanos = new AtomicLong();
        AttemptLimit limit = new AttemptLimit(nanos::get);
        InetAddress one = InetAddress.ofLiteral("192.0.2.1");
        for (int i = 0; i < 20; i++) {
            assertThat(limit.failed(one)).isFalse();
        }
        assertThat(limit.failed(one)).isTrue();
        assertThat(limit.failed(InetAddress.ofLiteral("192.0.2.2"))).isFalse();
        nanos.set(10 * SECOND);
        assertThat(limit.failed(one)).isFalse();
    }
}
