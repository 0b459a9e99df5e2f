package dev.linnet.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final List<String> threads = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatIsGivenOutInOneMomentIsDoneByOneThread() throws Exception {
        CountDownLatch done = new CountDownLatch(3);
        try (EventLoop loop = new EventLoop();
                Workers workers = new Workers(loop, 10)) {
            loop.execute(() -> {
                for (int i = 0; i < 3; i++) {
                    workers.execute(() -> noteThread(done));
                }
            });
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(threads).hasSize(3).containsOnly("agent-worker-1");
    }

    @Test
    void whoBlocksHoldsUpNobodyElse() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(2);
        try (EventLoop loop = new EventLoop();
                Workers workers = new Workers(loop, 3)) {
            loop.execute(() -> {
                workers.execute(() -> awaitQuietly(blocked));
                workers.execute(() -> awaitQuietly(blocked));
                workers.execute(() -> noteThread(others));
            });
            workers.execute(() -> noteThread(others));
            assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
            blocked.countDown();
        }
    }

    @Test
    void aTaskThatFailsTakesNoOtherWithIt() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (EventLoop loop = new EventLoop();
                Workers workers = new Workers(loop, 1)) {
            loop.execute(() -> {
                workers.execute(() -> {
                    throw new IllegalStateException("a defect");
                });
                workers.execute(done::countDown);
            });
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void takesNothingAfterItsEnd() {
        VirtualLoop loop = new VirtualLoop();
        Workers workers = new Workers(loop, 1);
        workers.close();
        workers.close();
        assertThatThrownBy(() -> workers.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        loop.settle();
    }

    private void noteThread(CountDownLatch done) {
        threads.add(Thread.currentThread().getName());
        done.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
