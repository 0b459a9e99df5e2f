package dev.linnet.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SocketTapTest {
    private final SocketTap tap = new SocketTap();

    @Test
    void cuttingFreesWhoIsStuckInAWriteAndResetsThePeer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = tap.plain().createSocket()) {
            socket.connect(server.getLocalSocketAddress());
            try (Socket peer = server.accept()) {
                CountDownLatch freed = new CountDownLatch(1);
                Thread.ofVirtual().start(() -> {
                    try {
                        while (true) {
                            socket.getOutputStream().write(new byte[64 * 1024]);
                        }
                    } catch (IOException e) {
                        freed.countDown();
                    }
                });
                tap.cut();
                assertThat(freed.await(10, TimeUnit.SECONDS))
                        .as("the writer is free")
                        .isTrue();
                assertThatThrownBy(() -> peer.getInputStream().readAllBytes())
                        .as("a reset, not an orderly end")
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aSocketThatIsMadeAfterTheCutIsOfNoUse() throws Exception {
        tap.cut();
        try (Socket late = tap.plain().createSocket()) {
            assertThat(late.isClosed()).isTrue();
        }
    }
}
