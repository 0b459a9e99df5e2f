package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.FrameTrace;
import dev.linnet.websocket.WebSocket;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which of a server's connections are being traced, as was said last. Any thread. */
public final class Tracing {
    /** Connections that a predicate picks, and where their frames are written down. */
    record Rule(Predicate<? super WebSocket> which, FrameTrace trace) {}

    private volatile @Nullable Rule rule;

    @Nullable
    Rule rule() {
        return rule;
    }

    /** Those connections from now on, and no others. */
    public void on(Predicate<? super WebSocket> which, FrameTrace trace) {
        rule = new Rule(which, trace);
    }

    public void off() {
        rule = null;
    }
}
