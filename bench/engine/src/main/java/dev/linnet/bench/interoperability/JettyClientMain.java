package dev.linnet.bench.interoperability;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;

/** Sends messages with Jetty and compares what comes back: {@code JettyClientMain URL OFFER}. */
public final class JettyClientMain {
    private static final int LARGEST = 4 << 20;

    private JettyClientMain() {}

    public static void main(String[] arguments) throws Exception {
        WebSocketClient client = new WebSocketClient();
        client.setMaxTextMessageSize(LARGEST);
        client.setMaxBinaryMessageSize(LARGEST);
        client.setMaxFrameSize(LARGEST);
        client.start();
        ClientUpgradeRequest request = new ClientUpgradeRequest(URI.create(arguments[0]));
        if (!arguments[1].equals("none")) {
            request.addExtensions(extension(arguments[1].split(",", -1)));
        }
        Echoed echoed = new Echoed();
        Session session = client.connect(echoed, request).get();
        String extensions = String.join(", ", session.getUpgradeResponse().getHeaders("Sec-WebSocket-Extensions"));
        echoed.closed.await();
        System.out.println("echoed " + echoed.count + " " + extensions);
        System.exit(echoed.count == echoed.messages.size() ? 0 : 1);
    }

    private static String extension(String[] offer) {
        StringBuilder extension = new StringBuilder("permessage-deflate");
        if (!Boolean.parseBoolean(offer[0])) {
            extension.append("; server_no_context_takeover");
        }
        if (!offer[1].equals("15")) {
            extension.append("; server_max_window_bits=").append(offer[1]);
        }
        if (!Boolean.parseBoolean(offer[2])) {
            extension.append("; client_no_context_takeover");
        }
        // Jetty's own compressor knows only the full window, so it must not be offered a smaller one.
        return extension.toString();
    }

    /** Public, because Jetty finds its methods by reflection. */
    public static final class Echoed implements Session.Listener.AutoDemanding {
        private final List<Messages.Sent> messages = Messages.all();
        private final CountDownLatch closed = new CountDownLatch(1);
        private int count; // written by one callback after another, before the latch opens
        private @Nullable Session session;

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
            sendNext(opened);
        }

        @Override
        public void onWebSocketText(String text) {
            compare(StandardCharsets.UTF_8.encode(text), true);
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            compare(payload, false);
            callback.succeed();
        }

        @Override
        public void onWebSocketClose(int status, String reason, Callback callback) {
            System.out.println("closed " + status + " " + reason);
            callback.succeed();
            closed.countDown();
        }

        private void compare(ByteBuffer back, boolean text) {
            Messages.Sent sent = messages.get(count);
            Session open = Objects.requireNonNull(session);
            if (text != sent.text() || !back.equals(sent.payload())) {
                System.out.println("message " + count + " of " + sent.payload().remaining() + " bytes came back as "
                        + back.remaining());
                open.disconnect();
                closed.countDown();
                return;
            }
            count++;
            if (count == messages.size()) {
                open.close();
            } else {
                sendNext(open);
            }
        }

        private void sendNext(Session open) {
            Messages.Sent next = messages.get(count);
            if (next.text()) {
                open.sendText(
                        StandardCharsets.UTF_8
                                .decode(next.payload().duplicate())
                                .toString(),
                        Callback.NOOP);
            } else {
                open.sendBinary(next.payload().duplicate(), Callback.NOOP);
            }
        }
    }
}
