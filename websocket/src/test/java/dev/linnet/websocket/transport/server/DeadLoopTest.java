package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of two loops has ended through a defect: the other one serves everybody. */
@Timeout(30)
class DeadLoopTest {
    private static final String DYING = "dying-loop";

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final AtomicBoolean broken = new AtomicBoolean();
    private InetSocketAddress address;
    private Service service;
    private EventLoop living;
    private EventLoop dying;

    @BeforeEach
    void start() throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = (InetSocketAddress) listening.getLocalAddress();
        service = new Service(
                ServerOptions.builder()
                        .loops(2)
                        .failures((what, failure) -> failures.add(failure))
                        .build(),
                request -> new Upgrade.Accept(new EchoListener(), ""),
                exchange -> exchange.respond(HttpResponse.of(404)),
                this::nanoTime);
        living = new EventLoop(service, "living-loop");
        dying = new EventLoop(service, DYING);
        new Acceptor(listening, List.of(living, dying)).register();
        living.start();
        dying.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        living.stop(CloseStatus.of(CloseStatus.GOING_AWAY), Duration.ZERO);
        living.join();
    }

    private long nanoTime() {
        if (broken.get() && Thread.currentThread().getName().equals(DYING)) {
            throw new IllegalStateException("the clock broke");
        }
        return System.nanoTime();
    }

    @Test
    void socketsGoToTheLoopThatLives() throws Exception {
        broken.set(true);
        dying.execute(() -> {});
        dying.join();
        assertThat(Endpoint.next(failures)).hasMessage("the clock broke");

        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RawClient client = RawClient.open(address);
            clients.add(client);
            assertThat(client.frames("81:6869").frame()).isEqualTo("81:6869");
        }
        assertThat(service.admission().open()).isEqualTo(4);
        for (RawClient client : clients) {
            client.close();
        }
        Endpoint.await("no connection left", () -> service.admission().open() == 0);
        assertThat(failures).isEmpty();
    }

    private static final class EchoListener implements WebSocketListener {
        @Override
        public void onText(WebSocket socket, ByteBuffer utf8) {
            socket.sendText(utf8);
        }

        @Override
        public void onClose(WebSocket socket, CloseStatus status) {}
    }
}
