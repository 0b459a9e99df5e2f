package dev.linnet.bench.peer;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.net.InetSocketAddress;

/** Undertow's core API with one I/O thread. */
final class UndertowServer implements PeerServer {
    private final Undertow server;

    UndertowServer(int port) {
        server = Undertow.builder()
                .setIoThreads(1)
                .addHttpListener(port, "127.0.0.1")
                .setHandler(Handlers.path()
                        .addExactPath(ECHO, endpoint(new Responder(false)))
                        .addExactPath(SINK, endpoint(new Responder(true))))
                .build();
        server.start();
    }

    private static HttpHandler endpoint(Responder responder) {
        return Handlers.websocket((exchange, channel) -> {
            channel.getReceiveSetter().set(responder);
            channel.resumeReceives();
        });
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    }

    private static final class Responder extends AbstractReceiveListener {
        private final boolean sink;

        Responder(boolean sink) {
            this.sink = sink;
        }

        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            String text = message.getData();
            if (!sink || (!text.isEmpty() && text.charAt(0) == MARK)) {
                WebSockets.sendText(text, channel, null);
            }
        }

        @Override
        protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
            try (var data = message.getData()) {
                if (!sink) {
                    WebSockets.sendBinary(WebSockets.mergeBuffers(data.getResource()), channel, null);
                }
            }
        }
    }
}
