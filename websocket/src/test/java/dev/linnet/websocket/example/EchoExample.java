package dev.linnet.websocket.example;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/** The least that a server and a client are: the server sends text back, the client says hello. */
final class EchoExample {
    private EchoExample() {}

    static WebSocketServer server() {
        return new WebSocketServer(
                ServerOptions.defaults(),
                request -> new Upgrade.Accept(onText(WebSocket::sendText), ""),
                exchange -> exchange.respond(HttpResponse.of(404)));
    }

    static void sayHello(InetSocketAddress server, BiConsumer<WebSocket, ByteBuffer> answers) throws IOException {
        URI uri = URI.create("ws://localhost:" + server.getPort() + "/");
        WebSocketClient client = new WebSocketClient(ClientOptions.defaults());
        client.connect(uri, HttpHeaders.EMPTY, List.of(), onText(answers)).sendText("hello");
    }

    static WebSocketListener onText(BiConsumer<WebSocket, ByteBuffer> consumer) {
        return new WebSocketListener() {
            @Override
            public void onText(WebSocket socket, ByteBuffer utf8) {
                consumer.accept(socket, utf8);
            }

            @Override
            public void onClose(WebSocket socket, CloseStatus status) {}
        };
    }

    static String text(ByteBuffer utf8) {
        return StandardCharsets.UTF_8.decode(utf8).toString();
    }
}
