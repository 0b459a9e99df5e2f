package dev.linnet.websocket.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocketServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EchoExampleTest {
    @Test
    void hearsItsHello() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (WebSocketServer server = EchoExample.server()) {
            EchoExample.sayHello(server.start(), (socket, utf8) -> {
                heard.add(EchoExample.text(utf8));
                socket.close(CloseStatus.of(CloseStatus.NORMAL));
            });
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
        }
    }
}
