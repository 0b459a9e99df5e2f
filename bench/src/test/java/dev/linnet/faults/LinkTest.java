package dev.linnet.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final int TIMEOUT_MILLIS = 10_000;

    private ServerSocket hub;
    private Link link;

    @BeforeEach
    void open() throws IOException {
        hub = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        hub.setSoTimeout(TIMEOUT_MILLIS);
        link = new Link(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new InetSocketAddress(hub.getInetAddress(), hub.getLocalPort()));
        link.start();
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        hub.close();
    }

    private Socket agent() throws IOException {
        Socket agent = new Socket(link.address().getAddress(), link.address().getPort());
        agent.setSoTimeout(TIMEOUT_MILLIS);
        return agent;
    }

    private Socket accepted() throws IOException {
        Socket accepted = hub.accept();
        accepted.setSoTimeout(TIMEOUT_MILLIS);
        return accepted;
    }

    @Test
    void bytesGoBothWays() throws Exception {
        try (Socket agent = agent();
                Socket there = accepted()) {
            agent.getOutputStream().write(new byte[] {1, 2, 3});
            assertThat(there.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
            there.getOutputStream().write(new byte[] {4, 5});
            assertThat(agent.getInputStream().readNBytes(2)).containsExactly(4, 5);
            agent.shutdownOutput();
            assertThat(there.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aCutComesAtItsByteOnAnOpenConnectionAndOnEachNewOne() throws Exception {
        try (Socket agent = agent();
                Socket there = accepted()) {
            agent.getOutputStream().write(new byte[100]);
            assertThat(there.getInputStream().readNBytes(100)).hasSize(100);
            link.cutAfter(7);
            agent.getOutputStream().write(new byte[100]);
            assertThat(there.getInputStream().readAllBytes()).hasSize(7);
        }
        try (Socket agent = agent();
                Socket there = accepted()) {
            agent.getOutputStream().write(new byte[100]);
            assertThat(there.getInputStream().readAllBytes()).hasSize(7);
        }
        link.cutNoMore();
        try (Socket agent = agent();
                Socket there = accepted()) {
            agent.getOutputStream().write(new byte[100]);
            assertThat(there.getInputStream().readNBytes(100)).hasSize(100);
        }
    }

    @Test
    void whatIsHeldComesLaterAndInOrder() throws Exception {
        try (Socket agent = agent();
                Socket there = accepted()) {
            link.hold(true);
            agent.getOutputStream().write(1);
            agent.getOutputStream().write(2);
            there.setSoTimeout(100);
            assertThatThrownBy(() -> there.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            there.setSoTimeout(TIMEOUT_MILLIS);
            link.hold(false);
            assertThat(there.getInputStream().readNBytes(2)).containsExactly(1, 2);
        }
    }

    @Test
    void withoutAHubAConnectionEnds() throws Exception {
        hub.close();
        try (Socket agent = agent()) {
            assertThat(agent.getInputStream().read()).isEqualTo(-1);
        }
    }
}
