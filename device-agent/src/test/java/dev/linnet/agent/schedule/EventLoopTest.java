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
    void seesWhatOthersPostTogetherAndItsOwnTasksInTime() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        CountDownLatch gathering = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(3);
        try (EventLoop loop = new EventLoop()) {
            long[] times = new long[2];
            loop.execute(() -> {
                loop.gather(Duration.ofMillis(300), () -> seen.add("gathered"));
                loop.gather(Duration.ofMinutes(5), () -> {}); // does not make it longer
                times[0] = loop.nanoTime();
                loop.execute(() -> {
                    seen.add("own");
                    gathering.countDown();
                    done.countDown();
                });
            });
            assertThat(gathering.await(10, TimeUnit.SECONDS)).isTrue();
            loop.execute(() -> {
                times[1] = loop.nanoTime();
                seen.add("first");
                done.countDown();
            });
            loop.schedule(Duration.ofNanos(1), () -> {
                seen.add("second");
                done.countDown();
            });
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).containsExactly("own", "gathered", "first", "second");
            assertThat(times[1] - times[0]).isGreaterThan(Duration.ofMillis(290).toNanos());
        }
    }

    @Test
    void wakesForATaskThatIsDueBeforeTheFirst() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (EventLoop loop = new EventLoop()) {
            loop.schedule(Duration.ofHours(1), () -> {});
            loop.execute(done::countDown);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
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
