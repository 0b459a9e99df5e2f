package dev.linnet.agent.sampling;

import dev.linnet.agent.conditioning.FilterChain;
import dev.linnet.agent.spool.Spool;
import dev.linnet.protocol.Value;
import dev.linnet.sensors.Sample;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Where all samples arrive: values become numbered readings in the spool, and each channel's trouble is told once when it
 * begins and once when it ends. Safe for use by any thread.
 */
public final class Recorder {
    private final Spool spool;
    private final Runnable recorded;
    private final Map<String, FilterChain> conditioning; // the chains are guarded by this
    private final Map<String, Channel> channels = new HashMap<>(); // guarded by this

    private boolean closed; // guarded by this

    /** A copy of what the channels say, made when one of them changes; written under the lock, read by any thread. */
    private volatile Map<String, String> troubles = Map.of();

    /** What is known of one channel; guarded by the recorder. */
    private static final class Channel {
        private boolean seen;
        private long nanoTime;
        private String trouble = "";
    }

    /** @param recorded is called, on the thread of the sample, whenever there is a new reading to send or a channel's trouble has changed */
    public Recorder(Spool spool, Runnable recorded) {
        this(spool, recorded, Map.of());
    }

    /** @param conditioning the filters of those channels that have any */
    public Recorder(Spool spool, Runnable recorded, Map<String, FilterChain> conditioning) {
        this.spool = spool;
        this.recorded = recorded;
        this.conditioning = Map.copyOf(conditioning);
    }

    public void accept(String channel, Sample sample, long nanoTime) {
        if (sample instanceof Sample.Value value) {
            value(channel, Wire.value(value), nanoTime);
        } else if (sample instanceof Sample.Missed(long count)) {
            missed(channel, count, nanoTime);
        } else {
            unavailable(channel, ((Sample.Unavailable) sample).reason(), nanoTime);
        }
    }

    private void value(String channel, Value value, long nanoTime) {
        boolean recovered;
        @Nullable Value kept;
        synchronized (this) {
            Channel known = closed ? null : newest(channel, nanoTime);
            if (known == null) {
                return;
            }
            recovered = !known.trouble.isEmpty();
            known.trouble = "";
            if (recovered) {
                noteTroubles();
            }
            // Within the lock, so that a channel's readings are numbered in the order of their times.
            kept = conditioned(channel, nanoTime, value);
            if (kept != null) {
                spool.append(channel, nanoTime, kept);
            }
        }
        if (recovered) {
            Logger.info("{} is available again", channel);
        }
        if (kept != null || recovered) {
            recorded.run();
        }
    }

    /** Values that come later are not taken: after this the spool holds every reading that was numbered. */
    public synchronized void close() {
        closed = true;
    }

    /** Null when the channel's filters hold the value back. */
    private @Nullable Value conditioned(String channel, long nanoTime, Value value) {
        FilterChain chain = conditioning.get(channel);
        if (chain == null || !(value instanceof Value.Numeric(double number))) {
            return value;
        }
        OptionalDouble passed = chain.accept(number, nanoTime);
        return passed.isPresent() ? Value.of(passed.getAsDouble()) : null;
    }

    /** Would have been readings: their numbers are taken, and the hub is told that they are lost. */
    private void missed(String channel, long count, long nanoTime) {
        synchronized (this) {
            if (closed) {
                return;
            }
            spool.missed(channel, nanoTime, count);
        }
        recorded.run();
    }

    private void unavailable(String channel, String reason, long nanoTime) {
        synchronized (this) {
            Channel known = newest(channel, nanoTime);
            if (known == null || known.trouble.equals(reason)) {
                return;
            }
            known.trouble = reason;
            noteTroubles();
            FilterChain chain = conditioning.get(channel);
            if (chain != null) {
                chain.reset();
            }
        }
        Logger.warn("{} is unavailable: {}", channel, reason);
        recorded.run();
    }

    /** Null for a sample that is older than the channel's newest: a slow reading that an edge has overtaken. */
    private @Nullable Channel newest(String channel, long nanoTime) {
        Channel known = channels.computeIfAbsent(channel, id -> new Channel());
        if (known.seen && nanoTime - known.nanoTime < 0) {
            return null;
        }
        known.seen = true;
        known.nanoTime = nanoTime;
        return known;
    }

    /** The channels that give nothing at present, each with the reason. */
    public Map<String, String> troubles() {
        return troubles;
    }

    private void noteTroubles() {
        assert Thread.holdsLock(this);
        Map<String, String> present = new TreeMap<>();
        channels.forEach((id, channel) -> {
            if (!channel.trouble.isEmpty()) {
                present.put(id, channel.trouble);
            }
        });
        troubles = Collections.unmodifiableMap(present);
    }
}
