package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many sockets are open, in total, by address and by principal. Any thread. */
public final class Admission {
    /** Sockets over a limit that may hear so at one time; the others are just closed. */
    private static final int MOST_REFUSALS = 64;

    private final int most;
    private final int mostPerAddress;
    private final int mostPerPrincipal;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
    private final Map<String, Integer> byPrincipal = new ConcurrentHashMap<>();

    public Admission(ServerOptions options) {
        this.most = options.maxConnections();
        this.mostPerAddress = options.maxConnectionsPerAddress();
        this.mostPerPrincipal = options.maxConnectionsPerPrincipal();
    }

    public int open() {
        return open.get();
    }

    /** Counts one in; or says which limit forbids it. */
    @Nullable
    ServerCounter admit(InetAddress address) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return ServerCounter.CONNECTIONS_OVER_LIMIT;
        }
        if (mostPerAddress > 0 && byAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
            release(address);
            return ServerCounter.CONNECTIONS_OVER_ADDRESS_LIMIT;
        }
        return null;
    }

    void release(InetAddress address) {
        open.decrementAndGet();
        if (mostPerAddress > 0) {
            leave(byAddress, address);
        }
    }

    /** Whether one that is over a limit may be told so; {@link #refused} then when it is gone. */
    boolean refuse() {
        if (refusals.incrementAndGet() <= MOST_REFUSALS) {
            return true;
        }
        refusals.decrementAndGet();
        return false;
    }

    void refused() {
        refusals.decrementAndGet();
    }

    /** Counts a connection of that principal in, if there may be one more; the empty string is nobody. */
    boolean admit(String principal) {
        if (mostPerPrincipal == 0 || principal.isEmpty()) {
            return true;
        }
        if (byPrincipal.merge(principal, 1, Integer::sum) <= mostPerPrincipal) {
            return true;
        }
        leave(byPrincipal, principal);
        return false;
    }

    void release(String principal) {
        if (mostPerPrincipal > 0 && !principal.isEmpty()) {
            leave(byPrincipal, principal);
        }
    }

    private static <K> void leave(Map<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
