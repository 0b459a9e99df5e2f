package dev.linnet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopProbeTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    @TempDir
    Path state;

    @Test
    void aLivingHubAnswers() throws Exception {
        try (TestHub hub = TestHub.start(state)) {
            assertThat(hub.hub.stuck()).isNull();
        }
    }

    @Test
    void aLoopThatDoesNotAnswerIsStuck() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LoopProbe probe = new LoopProbe((InetSocketAddress) silent.getLocalSocketAddress(), PATIENCE);
            assertThat(probe.complaint()).contains("did not answer");
        }
    }

    @Test
    void aPortWhereNobodyListensIsStuck() throws Exception {
        InetSocketAddress gone;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = (InetSocketAddress) closed.getLocalSocketAddress();
        }
        assertThat(new LoopProbe(gone, PATIENCE).complaint()).contains("cannot be reached");
    }
}
