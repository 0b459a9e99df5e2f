package dev.linnet.agent.link;

import dev.linnet.agent.host.Timeline;
import dev.linnet.agent.spool.Loss;
import dev.linnet.agent.spool.Spool;
import dev.linnet.agent.spool.SpooledReading;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Brings the spool's readings across one connection, each stream in order, a bounded number on the way. New readings go first.
 * When so many wait that the newest would come late, a new stream begins, and the others follow beside it, oldest first, at the
 * {@link Pace} of the line. Owned by the loop.
 *
 * <p>Telemetry that the hub answers with a fault would stay wrong for ever, and must not hold up what follows. The fault
 * does not say which message it means, so the next connection is {@link Quarantine careful}: one message on the way at a
 * time, halved until the one reading that the hub refuses is found and left out.
 */
final class ReadingSender {
    /** Readings of former streams on the way; beyond, the hub has to acknowledge first. With new ones, twice as many. */
    static final int WINDOW = 10_000;

    private static final int MAX_BATCH = 500;

    private final WebSocket socket;
    private final MessageCodec codec;
    private final LongSupplier nanoTime;
    private final Spool spool;
    private final Timeline timeline;
    private final Quarantine quarantine;
    private final Backlog backlog;
    private final Pace pace;
    private final int maxMessage;
    private final int maxReadings;
    private final List<Progress> former = new ArrayList<>(); // oldest first
    private Progress newest;
    private long begunAt;

    ReadingSender(
            WebSocket socket,
            MessageCodec codec,
            LongSupplier nanoTime,
            Spool spool,
            Timeline timeline,
            Quarantine quarantine,
            Backlog backlog,
            Hello hello,
            Welcome welcome) {
        this.socket = socket;
        this.codec = codec;
        this.nanoTime = nanoTime;
        this.spool = spool;
        this.timeline = timeline;
        this.quarantine = quarantine;
        this.backlog = backlog;
        this.pace = new Pace(socket);
        this.maxMessage = Math.min(welcome.maxMessage(), Greeting.USUAL_MESSAGE); // or it might not fit the socket
        this.maxReadings = Math.min(welcome.maxReadings(), MAX_BATCH);
        // Of a former stream that hello did not name, the hub may have forgotten what it has.
        hello.spooled().forEach(stream -> former.add(resume(stream, welcome)));
        newest = resume(hello.stream(), welcome);
        begunAt = nanoTime.getAsLong();
    }

    /** From where the history stands; where that is behind what this agent still has, the hub is told with the first that is sent. */
    private Progress resume(String stream, Welcome welcome) {
        long acknowledged = welcome.acknowledged().getOrDefault(stream, 0L);
        spool.acknowledge(stream, acknowledged);
        return new Progress(stream, acknowledged);
    }

    /** Sends as much as the window, the pace and the socket take. */
    void flush() {
        timeline.adjust();
        if (sendCarefully()) {
            return;
        }
        followStreams();
        while (waits(newest)) {
            if (onTheWay() >= 2 * WINDOW || !sendNext(newest)) {
                return;
            }
        }
        for (Progress progress : former) {
            while (waits(progress)) {
                if (!pace.allows() || onTheWayOfFormer() >= WINDOW || !sendNext(progress)) {
                    return;
                }
            }
        }
    }

    private boolean waits(Progress progress) {
        return spool.remaining(progress.stream, progress.sent()) > 0
                || spool.lost(progress.stream, progress.sent()) != null;
    }

    private void followStreams() {
        long now = nanoTime.getAsLong();
        if (now - begunAt >= backlog.between().toNanos()
                && onTheWay() < 2 * WINDOW
                && spool.remaining(newest.stream, newest.sent()) > backlog.readings()) {
            begunAt = now;
            spool.begin();
        }
        if (!newest.stream.equals(spool.stream())) { // begun here, or by the hello of a connection on trial
            former.add(newest);
            newest = new Progress(spool.stream(), 0);
        }
    }

    /** Whether this connection brings readings of that stream across. */
    boolean knows(String stream) {
        return all().stream().anyMatch(progress -> progress.stream.equals(stream));
    }

    /** While there are suspects, nothing else is sent, and of them one message at a time; returns whether there are any. */
    private boolean sendCarefully() {
        boolean careful = false;
        for (Progress progress : all()) {
            while (quarantine.isActive(progress.stream, progress.acknowledged())) {
                careful = true;
                if (onTheWay() > 0 || !sendNext(progress)) {
                    return true;
                }
            }
        }
        return careful;
    }

    /** False when the socket takes no more for now, or the spool has to fetch what follows. */
    private boolean sendNext(Progress progress) {
        long acknowledged = spool.acknowledged(progress.stream);
        if (acknowledged > progress.sent()) {
            return report(progress, acknowledged, Gap.Cause.ACKNOWLEDGED, null);
        }
        Loss loss = spool.lost(progress.stream, progress.sent());
        if (loss != null && loss.first() <= progress.sent() + 1) {
            return report(progress, loss.last(), loss.cause(), loss.span());
        }
        int max = Math.min(maxReadings, quarantine.batch(progress.stream, progress.acknowledged()));
        List<SpooledReading> batch = spool.next(progress.stream, progress.sent(), max);
        if (batch.isEmpty()) {
            if (loss == null || spool.remaining(progress.stream, progress.sent()) > 0) {
                return false; // on its way from the disk; the spool wakes the link when it is here
            }
            progress.skipTo(loss.first() - 1);
            return true;
        }
        if (loss != null && loss.first() <= batch.getLast().sequence()) {
            int good = (int) Math.max(0, loss.first() - batch.getFirst().sequence());
            if (good == 0) {
                progress.skipTo(loss.first() - 1);
                return true;
            }
            batch = batch.subList(0, good);
        }
        return send(progress, batch);
    }

    private boolean send(Progress progress, List<SpooledReading> readings) {
        List<SpooledReading> batch = readings;
        while (true) {
            byte[] message = codec.encode(telemetry(progress.stream, batch));
            SpooledReading first = batch.getFirst();
            if (message.length <= maxMessage) {
                if (!sendText(progress, message)) {
                    return false;
                }
                progress.sent(batch.getLast(), first.sequence());
                return true;
            }
            if (batch.size() == 1) {
                Logger.error(
                        "reading {} of {} is left out: it takes {} bytes, and the hub takes {}",
                        first.sequence(),
                        first.channel(),
                        message.length,
                        maxMessage);
                spool.refused(progress.stream, first);
                return true;
            }
            batch = batch.subList(0, batch.size() / 2);
        }
    }

    private boolean sendText(Progress progress, byte[] message) {
        if (!LinkSocket.send(socket, codec, message)) {
            return false;
        }
        if (progress != newest) {
            pace.sent(message.length);
        }
        return true;
    }

    /** Nothing comes of what follows, up to that number. */
    private boolean report(Progress progress, long last, Gap.Cause cause, Loss.@Nullable Span span) {
        Message gap = new Gap(
                progress.stream,
                progress.sent() + 1,
                last,
                cause,
                span == null ? null : time(span.zero(), span.oldest()),
                span == null ? null : time(span.zero(), span.newest()));
        if (!sendText(progress, codec.encode(gap))) {
            return false;
        }
        progress.skipTo(last);
        return true;
    }

    private Telemetry telemetry(String stream, List<SpooledReading> batch) {
        List<Reading> readings = new ArrayList<>(batch.size());
        Instant zero = spool.zero(stream);
        for (SpooledReading reading : batch) {
            readings.add(new Reading(
                    reading.sequence(), reading.channel(), time(zero, reading.nanoTime()), reading.value()));
        }
        return new Telemetry(stream, readings);
    }

    private Instant time(@Nullable Instant zero, long nanoTime) {
        return zero == null ? timeline.at(nanoTime) : zero.plusNanos(nanoTime);
    }

    void acknowledged(String stream, long sequence) {
        for (Progress progress : all()) {
            if (progress.stream.equals(stream)) {
                progress.acknowledge(sequence);
                spool.acknowledge(stream, sequence);
                flush();
                return;
            }
        }
        Logger.warn("the hub acknowledged readings of stream {}, which this agent does not know", stream);
    }

    void ponged(String payload) {
        pace.ponged(payload);
        flush();
    }

    /**
     * The hub refused a telemetry message.
     *
     * @return whether this connection can go on; if not, it must be made anew to be sure which message was meant
     */
    boolean refused(String detail) {
        boolean careful = all().stream().anyMatch(p -> quarantine.isActive(p.stream, p.acknowledged()));
        boolean sure = true;
        for (Progress progress : all()) {
            long count = progress.onTheWay();
            if (count == 0) {
                continue;
            }
            if (!careful) {
                quarantine.begin(progress.stream, progress.sent(), count);
                sure = false;
                continue;
            }
            SpooledReading suspect = progress.lastReading();
            if (quarantine.narrow(progress.stream, count) && suspect != null) {
                Logger.error(
                        "reading {} of stream {} is left out, because the hub refused it: {}",
                        suspect.sequence(),
                        progress.stream,
                        detail);
                spool.refused(progress.stream, suspect);
            }
            progress.rewind();
        }
        if (sure) {
            flush();
        }
        return sure;
    }

    private List<Progress> all() {
        List<Progress> all = new ArrayList<>(former);
        all.add(newest);
        return all;
    }

    private long onTheWayOfFormer() {
        return former.stream().mapToLong(Progress::onTheWay).sum();
    }

    /** Readings that were sent and are not acknowledged. */
    long onTheWay() {
        return onTheWayOfFormer() + newest.onTheWay();
    }
}
