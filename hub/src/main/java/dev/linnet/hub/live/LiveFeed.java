package dev.linnet.hub.live;

import dev.linnet.hub.access.Access;
import dev.linnet.hub.access.Permission;
import dev.linnet.hub.access.RequestGate;
import dev.linnet.hub.device.DeviceListener;
import dev.linnet.hub.device.DeviceRegistry;
import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.hub.metrics.Counter;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.hub.problem.ProblemDetails;
import dev.linnet.protocol.Reading;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.UpgradeHandler;
import dev.linnet.websocket.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells every open dashboard what changes, at most ten times a second: each round the newest value of each channel, so that
 * a thousand readings a second cost a dashboard ten messages. Event loops only note changes here; a thread of the feed's own
 * writes the messages.
 */
public final class LiveFeed implements DeviceListener, UpgradeHandler, AutoCloseable {
    public static final String PATH = "/live";

    private static final int MOST_CLIENTS = 100;
    private static final Duration ROUND = Duration.ofMillis(100);
    /** How often there is a look at slow clients when nothing changes. */
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** How often clients hear something and their right to be here is looked at again. */
    private static final Duration TICK = Duration.ofSeconds(15);

    private final DeviceRegistry registry;
    private final RequestGate gate;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Counter tooSlow;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Under the lock, held for moves within memory only.
    private final Set<LiveClient> clients = new LinkedHashSet<>();
    private Changes changes = new Changes();
    private boolean closed;
    // Read without the lock, so that without dashboards a reading costs nothing here.
    private volatile int clientCount;

    public LiveFeed(DeviceRegistry registry, RequestGate gate, Clock clock, LongSupplier nanoTime, Metrics metrics) {
        this.registry = registry;
        this.gate = gate;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.tooSlow = metrics.counter(
                "linnet_live_clients_too_slow_total",
                "Dashboards that were closed because they took nothing for long.");
        metrics.gauge("linnet_live_clients", "Open dashboards.", () -> clientCount);
    }

    /** Starts to listen and to tell. */
    public void start() {
        registry.listen(this);
        Thread.ofVirtual().name("live-feed").start(this::run);
    }

    @Override
    public Upgrade upgrade(HttpRequest request) {
        return switch (gate.check(request, Permission.READ)) {
            case Access.Denied denied -> new Upgrade.Refuse(denied.response());
            case Access.Granted granted -> {
                if (clientCount >= MOST_CLIENTS) {
                    yield new Upgrade.Refuse(
                            ProblemDetails.of(503, "Too many dashboards", MOST_CLIENTS + " are open: close one")
                                    .retryAfter(Duration.ofSeconds(30)));
                }
                yield new Upgrade.Accept(LiveClient.listener(request, this::opened, this::ended), "");
            }
        };
    }

    @Override
    public void connected(DeviceSnapshot device) {
        note(() -> changes.device(device));
    }

    @Override
    public void disconnected(DeviceSnapshot device) {
        note(() -> changes.device(device));
    }

    @Override
    public void reported(DeviceSnapshot device) {
        note(() -> changes.device(device));
    }

    @Override
    public void readings(String device, String boot, List<Reading> readings, List<Reading> live) {
        note(() -> live.forEach(reading -> changes.value(device, reading)));
    }

    @Override
    public void availability(DeviceSnapshot device, List<String> channels) {
        note(() -> changes.device(device));
    }

    @Override
    public void removed(String device) {
        note(() -> changes.remove(device));
    }

    @Override
    public void close() {
        locked(() -> closed = true);
    }

    private void opened(LiveClient client) {
        locked(() -> clients.add(client));
    }

    private void ended(LiveClient client) {
        locked(() -> clients.remove(client));
    }

    private void note(Runnable change) {
        if (clientCount > 0) {
            locked(change);
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            clientCount = clients.size();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long lastTick = nanoTime.getAsLong();
        try {
            while (true) {
                Changes news = awaitNews();
                if (news == null) {
                    return;
                }
                List<LiveClient> present = present();
                long now = nanoTime.getAsLong();
                tell(present, news, now);
                if (now - lastTick >= TICK.toNanos()) {
                    lastTick = now;
                    tick(present);
                }
                TimeUnit.NANOSECONDS.sleep(ROUND.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits for changes, no longer than {@link #LOOK} while there are dashboards, and not at all while one of them has not
     * been told everything; null when the feed is closed.
     */
    private @Nullable Changes awaitNews() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (clients.isEmpty() && !closed) {
                changed.await();
            }
            long left = LOOK.toNanos();
            while (changes.isEmpty() && clients.stream().allMatch(LiveClient::isSettled) && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            Changes news = changes;
            changes = new Changes();
            return closed ? null : news;
        } finally {
            lock.unlock();
        }
    }

    private List<LiveClient> present() {
        lock.lock();
        try {
            return new ArrayList<>(clients);
        } finally {
            lock.unlock();
        }
    }

    private void tell(List<LiveClient> present, Changes news, long now) {
        // Written once for all who are up to date, which usually are all.
        ByteBuffer shared = news.fitsOneMessage() ? LiveMessages.changes(news) : null;
        for (LiveClient client : present) {
            if (!client.greeted()) {
                client.greet(clock.instant(), registry.devices());
            }
            if (shared == null || !client.isCurrent() || !client.send(shared)) {
                client.add(news);
            }
            client.flush(now);
            if (client.isTooSlow(now)) {
                tooSlow.increment();
                client.close(new CloseStatus(CloseStatus.TRY_AGAIN_LATER, "this dashboard takes nothing"));
            }
        }
    }

    private void tick(List<LiveClient> present) {
        for (LiveClient client : present) {
            if (gate.check(client.handshake(), Permission.READ) instanceof Access.Denied) {
                client.close(new CloseStatus(CloseStatus.POLICY_VIOLATION, "logged out"));
            } else if (client.isCurrent()) {
                client.send(LiveMessages.tick(clock.instant()));
            }
        }
    }
}
