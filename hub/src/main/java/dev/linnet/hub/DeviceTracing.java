package dev.linnet.hub;

import dev.linnet.websocket.FrameTrace;
import dev.linnet.websocket.WebSocketServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Whose frames are written to the hub's log, secrets masked. A trace that nobody ends does so by itself, so that it fills no
 * flash card. Any thread.
 */
final class DeviceTracing {
    static final Duration LONGEST = Duration.ofMinutes(15);

    private final WebSocketServer server;
    private final LongSupplier nanoClock;
    private final FrameTrace trace = FrameTrace.to(line -> Logger.info("trace {}", line));
    private final Map<String, Long> begun = new HashMap<>(); // guarded by this

    DeviceTracing(WebSocketServer server, LongSupplier nanoClock) {
        this.server = server;
        this.nanoClock = nanoClock;
    }

    /** Begins or ends; a device that is not connected is traced when it is. */
    synchronized void set(String device, boolean on) {
        if (on) {
            begun.put(device, nanoClock.getAsLong());
        } else {
            begun.remove(device);
        }
        Logger.info("device {}: trace {}", device, on ? "on, for " + LONGEST.toMinutes() + " minutes" : "off");
        apply();
    }

    /** Ends those that have lasted long enough; to be called every now and then. */
    synchronized void sweep() {
        long now = nanoClock.getAsLong();
        if (begun.values().removeIf(since -> now - since >= LONGEST.toNanos())) {
            apply();
        }
    }

    private void apply() {
        Set<String> devices = Set.copyOf(begun.keySet());
        if (devices.isEmpty()) {
            server.traceOff();
        } else {
            server.trace(socket -> devices.contains(socket.principal()), trace);
        }
    }
}
