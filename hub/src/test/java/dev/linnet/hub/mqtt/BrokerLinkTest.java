package dev.linnet.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.metrics.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The supervisor over a client library that hangs in each of its calls. */
class BrokerLinkTest {
    private enum Hang {
        CONNECT,
        SUBSCRIBE,
        PUBLISH,
        NOWHERE
    }

    private final AtomicLong nanoTime = new AtomicLong();
    private final BlockingQueue<String> published = new LinkedBlockingQueue<>();
    private final AtomicInteger aborted = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch forEver = new CountDownLatch(1);
    private final BridgeCounters counters = new BridgeCounters(new Metrics());
    private final Outbox outbox = new Outbox(Outbox.Limits.DEFAULT, counters, System::nanoTime);
    private @Nullable BrokerLink link;

    @AfterEach
    void end() {
        forEver.countDown();
        if (link != null) {
            link.close();
        }
    }

    @Test
    void aConnectThatNeverReturnsIsLeftBehind() throws Exception {
        leavesBehind(Hang.CONNECT);
    }

    @Test
    void aSubscribeThatNeverReturnsIsLeftBehind() throws Exception {
        leavesBehind(Hang.SUBSCRIBE);
        assertThat(aborted.get()).as("the connection is cut").isPositive();
    }

    @Test
    void aPublishThatNeverReturnsIsLeftBehindAndItsMessagesAreSentAgain() throws Exception {
        leavesBehind(Hang.PUBLISH);
        assertThat(aborted.get()).as("the connection is cut").isPositive();
    }

    @Test
    void theFarewellComesLast() throws Exception {
        BrokerLink running = start(Hang.NOWHERE);
        assertThat(published.poll(5, TimeUnit.SECONDS)).isEqualTo("state");
        outbox.result(Publication.result("result", () -> new byte[0]));
        running.close();
        assertThat(published).containsExactly("result", "farewell");
    }

    private void leavesBehind(Hang where) throws InterruptedException {
        outbox.result(Publication.result("result", () -> new byte[0]));
        start(where);
        assertThat(hanging.await(5, TimeUnit.SECONDS)).as("it hangs").isTrue();
        nanoTime.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(published.poll(5, TimeUnit.SECONDS)).isEqualTo("result");
        assertThat(published.poll(5, TimeUnit.SECONDS)).isEqualTo("state");
    }

    private BrokerLink start(Hang where) {
        AtomicInteger connects = new AtomicInteger();
        BrokerSession.Context context = new BrokerSession.Context(
                "tcp://test",
                inbox -> connection(connects.getAndIncrement() == 0 ? where : Hang.NOWHERE),
                outbox,
                counters,
                List.of("filter"),
                () -> List.of(Publication.state("state", "")),
                Publication.state("farewell", ""),
                (topic, payload, retained) -> {},
                Duration.ofSeconds(10),
                nanoTime::get);
        Backoff.Policy policy = new Backoff.Policy(
                Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofDays(1));
        BrokerLink started = new BrokerLink(context, new Backoff(policy, new Random(1)), Duration.ofMillis(5));
        link = started;
        started.start();
        return started;
    }

    private BrokerConnection connection(Hang where) {
        hang(where == Hang.CONNECT);
        return new BrokerConnection() {
            @Override
            public void subscribe(List<String> filters) {
                hang(where == Hang.SUBSCRIBE);
            }

            @Override
            public void publish(Batch batch) {
                hang(where == Hang.PUBLISH);
                for (int i = 0; i < batch.size(); i++) {
                    published.add(batch.items().get(i).publication().topic());
                    batch.confirm(i);
                }
            }

            @Override
            public void disconnect() {
                // Nothing is open.
            }

            @Override
            public void abort() {
                aborted.incrementAndGet();
            }
        };
    }

    private void hang(boolean now) {
        if (now) {
            hanging.countDown();
            try {
                forEver.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("woke up much later");
        }
    }
}
