package dev.linnet.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void saysWhichPortIsTakenAndHowToChooseAnother() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Ports.free(port, "the hub", "--port N"))
                    .isInstanceOf(SiteException.class)
                    .hasMessageContaining("port " + port + " for the hub is taken")
                    .hasMessageContaining("--port N");
        }
    }

    @Test
    void findsAFreePort() throws Exception {
        assertThat(Ports.free(0, "the hub", "--port N")).isPositive();
    }
}
