package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many sockets are open, in total and by address. Any thread. */
public final class Admission {
    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    public Admission(ServerOptions options) {
        this.most = options.maxConnections();
        this.mostPerAddress = options.maxConnectionsPerAddress();
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
            byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
