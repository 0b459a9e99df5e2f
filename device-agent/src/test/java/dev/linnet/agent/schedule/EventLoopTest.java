package dev.linnet.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    @Test
    void runsTasksInOrderOnItsOwnThreadAndOutlivesTheirFailures() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        try (EventLoop loop = new EventLoop()) {
            assertThat(loop.isCurrentThread()).isFalse();
            loop.execute(() -> {
                seen.add("first " + loop.isCurrentThread());
                throw new IllegalStateException("a defect");
            });
            loop.execute(() -> seen.add("second"));
            Scheduler.Timer never = loop.schedule(Duration.ofMillis(1), () -> seen.add("cancelled"));
            loop.execute(never::cancel);
            loop.schedule(Duration.ofMillis(20), () -> {
                seen.add("later");
                done.countDown();
            });
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(seen).containsSubsequence("first true", "second", "later");
    }

    @Test
    void dropsWhatComesAfterItsEnd() {
        EventLoop loop = new EventLoop();
        loop.close();
        loop.close();
        List<String> seen = new CopyOnWriteArrayList<>();
        loop.execute(() -> seen.add("too late"));
        loop.schedule(Duration.ZERO, () -> seen.add("too late")).cancel();
        assertThat(seen).isEmpty();
    }
}
