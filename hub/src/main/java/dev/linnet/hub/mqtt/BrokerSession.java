package dev.linnet.hub.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One connection's life, on a thread of its own: connect, subscribe, publish everything that is true now, then batch by
 * batch what comes. Never used again after it has ended.
 */
final class BrokerSession implements Broker.Inbox, Runnable {
    /** The most messages handed over at once, and so the most that the client library ever holds. */
    static final int BATCH = 256;

    /**
     * What stays the same from session to session.
     *
     * @param name the broker's, for logs
     * @param filters what to subscribe to
     * @param states everything that is true now, to be retained
     * @param farewell what to publish last
     * @param messages takes what arrives
     * @param patience the longest wait for the broker to take anything
     */
    record Context(
            String name,
            Broker broker,
            Outbox outbox,
            BridgeCounters counters,
            List<String> filters,
            Supplier<List<Publication>> states,
            Publication farewell,
            MessageHandler messages,
            Duration patience,
            LongSupplier nanoTime) {}

    /** Takes a message from the broker; on the client library's thread, must not block. */
    @FunctionalInterface
    interface MessageHandler {
        void handle(String topic, byte[] payload, boolean retained);
    }

    /**
     * How long things may gather after a batch, so that a hub with many readings hands over many at once: what comes after a
     * quiet while goes at once.
     */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration FAREWELL_PATIENCE = Duration.ofSeconds(2);
    private static final long NOT_CALLING = Long.MIN_VALUE;

    private final Context context;
    // Written by this session's thread, read by others.
    private volatile @Nullable BrokerConnection connection;
    private volatile @Nullable Batch inFlight;
    private volatile @Nullable BrokerException end;
    private volatile long callingSince = NOT_CALLING;
    private volatile long establishedAt;
    private volatile boolean established;
    // Written by any thread.
    private volatile @Nullable String lost;
    private volatile boolean finishing;
    private volatile boolean abandoned;

    BrokerSession(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        try {
            BrokerConnection opened = open();
            while (lost == null && !finishing && !abandoned) {
                publish(opened, context.outbox.take(BATCH), context.patience);
                context.outbox.gather(BATCH, GATHERING);
            }
            if (lost == null && !abandoned) {
                sayFarewell(opened);
            }
        } catch (BrokerException e) {
            end = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            Logger.error(e, "the MQTT bridge stumbled over a defect of its own; it connects anew");
            inFlight = null; // what it stumbled over would be stumbled over again
        }
    }

    private BrokerConnection open() throws BrokerException {
        callingSince = context.nanoTime.getAsLong();
        BrokerConnection opened = context.broker.connect(this);
        connection = opened;
        if (abandoned) {
            opened.abort();
        }
        opened.subscribe(context.filters);
        callingSince = NOT_CALLING;
        context.outbox.restate(context.states.get());
        establishedAt = context.nanoTime.getAsLong();
        established = true;
        context.counters.connects.increment();
        Logger.info("connected to broker {}", context.name);
        return opened;
    }

    private void publish(BrokerConnection opened, Batch batch, Duration patience)
            throws BrokerException, InterruptedException {
        inFlight = batch;
        String gone = lost;
        if (gone != null) {
            batch.end(gone);
        }
        callingSince = context.nanoTime.getAsLong();
        opened.publish(batch);
        callingSince = NOT_CALLING;
        boolean all = batch.await(patience);
        context.counters.published.add(batch.size() - batch.unconfirmed().size());
        if (!all) {
            String reason = batch.endReason();
            throw reason == null
                    ? unreachable("broker " + context.name + " took nothing for " + patience.toSeconds() + " s")
                    : lostConnection(reason);
        }
        inFlight = null;
    }

    /** What waits and then the farewell, as far as the broker takes it quickly. */
    private void sayFarewell(BrokerConnection opened) throws BrokerException, InterruptedException {
        context.outbox.wake();
        publish(opened, context.outbox.take(BATCH), FAREWELL_PATIENCE);
        Batch last = new Batch();
        last.add(context.farewell, 0);
        publish(opened, last, FAREWELL_PATIENCE);
        opened.disconnect();
        connection = null;
    }

    @Override
    public void message(String topic, byte[] payload, boolean retained) {
        context.messages.handle(topic, payload, retained);
    }

    @Override
    public void lost(String reason) {
        lost = reason;
        Batch batch = inFlight;
        if (batch != null) {
            batch.end(reason);
        }
        context.outbox.wake();
    }

    /** Asks the session to end with the farewell. Any thread. */
    void finish() {
        finishing = true;
        context.outbox.wake();
    }

    /** Whether a call into the client library has not returned for so long that it never will. */
    boolean hangs() {
        long since = callingSince;
        // Connecting and subscribing may each take all the patience there is.
        return since != NOT_CALLING
                && context.nanoTime.getAsLong() - since
                        > context.patience.multipliedBy(3).toNanos();
    }

    /** Ends what is left of the session, and puts back what the broker did not confirm. By the supervisor, at the end. */
    void release() {
        abandoned = true;
        Batch unconfirmed = inFlight;
        if (unconfirmed != null) {
            unconfirmed.end("given up");
            context.outbox.giveBack(unconfirmed);
        }
        BrokerConnection opened = connection;
        if (opened != null) {
            opened.abort();
        }
    }

    /** Why it ended. */
    BrokerException end() {
        BrokerException known = end;
        if (known != null) {
            return known;
        }
        String reason = lost;
        return reason == null
                ? unreachable("the client library hangs; its connection to broker " + context.name + " is given up")
                : lostConnection(reason);
    }

    private BrokerException lostConnection(String reason) {
        return unreachable("the connection to broker " + context.name + " was lost: " + reason);
    }

    private static BrokerException unreachable(String message) {
        return new BrokerException(BrokerException.Cause.UNREACHABLE, message);
    }

    /** How long it was fully connected; zero when it never was. */
    Duration lasted() {
        return established ? Duration.ofNanos(context.nanoTime.getAsLong() - establishedAt) : Duration.ZERO;
    }

    boolean established() {
        return established;
    }
}
