package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.UpgradeHandler;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.transport.tls.TlsEngines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** One event loop with its acceptor, to look inside. */
final class LoopFixture implements AutoCloseable {
    final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    final InetSocketAddress address;
    private final AtomicBoolean broken = new AtomicBoolean();
    private final LongSupplier clock;
    private final Service service;
    private final EventLoop loop;

    LoopFixture(UnaryOperator<ServerOptions.Builder> adjust, UpgradeHandler upgrades) throws IOException {
        this(adjust, upgrades, System::nanoTime);
    }

    LoopFixture(UnaryOperator<ServerOptions.Builder> adjust, UpgradeHandler upgrades, LongSupplier clock)
            throws IOException {
        this.clock = clock;
        ServerSocketChannel listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = (InetSocketAddress) listening.getLocalAddress();
        service = new Service(
                adjust.apply(ServerOptions.builder().failures((what, failure) -> failures.add(failure)))
                        .build(),
                upgrades,
                exchange -> exchange.respond(HttpResponse.of(404)),
                this::nanoTime);
        loop = new EventLoop(service, "test-loop");
        new Acceptor(listening, List.of(loop)).register();
        loop.start();
    }

    private long nanoTime() {
        if (broken.get()) {
            throw new IllegalStateException("the clock broke");
        }
        return clock.getAsLong();
    }

    /** The loop's next round fails. */
    void breakLoop() throws InterruptedException {
        broken.set(true);
        loop.execute(() -> {});
        loop.join();
    }

    /** Begins to drain; has begun when this returns. */
    void drain(Duration spread) throws InterruptedException {
        loop.stop(CloseStatus.of(CloseStatus.SERVICE_RESTART), spread);
        CountDownLatch begun = new CountDownLatch(1);
        loop.execute(begun::countDown);
        begun.await();
    }

    void stop() throws InterruptedException {
        loop.stop(CloseStatus.of(CloseStatus.GOING_AWAY), Duration.ZERO);
        loop.join();
    }

    long count(ServerCounter counter) {
        return loop.tally().of(counter);
    }

    /** Sockets counted, or known to the selector, that are not the listening one. */
    int remaining() {
        int keys = loop.selector().isOpen() ? loop.selector().keys().size() - 1 : 0;
        return Math.max(service.admission().open(), keys);
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TlsEngines engines = service.tls();
        if (engines != null) {
            engines.close();
        }
    }
}
