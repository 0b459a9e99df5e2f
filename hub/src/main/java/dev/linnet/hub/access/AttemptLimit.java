package dev.linnet.hub.access;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down who keeps coming with wrong tokens: each address may fail {@value #BURST} times at once and then once every ten
 * seconds. Right tokens are never slowed down, whatever their neighbours do. Remembers the {@value #ADDRESSES} addresses that
 * failed last. Any thread.
 */
public final class AttemptLimit {
    private static final int BURST = 20;
    private static final double PER_SECOND = 0.1;
    private static final int ADDRESSES = 1024;

    private final LongSupplier nanoClock;

    private final Map<InetAddress, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) { // guarded by this
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<InetAddress, TokenBucket> eldest) {
                    return size() > ADDRESSES;
                }
            };

    public AttemptLimit(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Counts a failure; true when that address should slow down. */
    public synchronized boolean failed(InetAddress address) {
        long now = nanoClock.getAsLong();
        return !buckets.computeIfAbsent(address, a -> new TokenBucket(PER_SECOND, BURST, now))
                .take(now);
    }
}
