package dev.linnet.agent.link;

import dev.linnet.agent.host.Timeline;
import dev.linnet.agent.spool.Spool;
import dev.linnet.agent.spool.SpooledReading;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tinylog.Logger;

/**
 * Brings the spool's readings across one connection: oldest boot first, each boot in order, a bounded number on the way.
 * Owned by the loop.
 *
 * <p>Telemetry that the hub answers with a fault would stay wrong for ever, and must not hold up what follows. The fault
 * does not say which message it means, so the next connection is {@link Quarantine careful}: one message on the way at a
 * time, halved until the one reading that the hub refuses is found and left out.
 */
final class ReadingSender {
    /** Readings on the way; beyond, the hub has to acknowledge first. */
    static final int WINDOW = 10_000;

    private static final int MAX_BATCH = 500;

    private static final class Progress {
        private final String boot;
        private long acknowledged;
        private long sent;

        Progress(String boot, long acknowledged) {
            this.boot = boot;
            this.acknowledged = acknowledged;
            this.sent = acknowledged;
        }
    }

    private final WebSocket socket;
    private final MessageCodec codec;
    private final Spool spool;
    private final Timeline timeline;
    private final Quarantine quarantine;
    private final int maxMessage;
    private final int maxReadings;
    private final List<Progress> boots = new ArrayList<>();

    ReadingSender(
            WebSocket socket,
            MessageCodec codec,
            Spool spool,
            Timeline timeline,
            Quarantine quarantine,
            Welcome welcome) {
        this.socket = socket;
        this.codec = codec;
        this.spool = spool;
        this.timeline = timeline;
        this.quarantine = quarantine;
        this.maxMessage = welcome.maxMessage();
        this.maxReadings = Math.min(welcome.maxReadings(), MAX_BATCH);
        spool.formerBoots().forEach(boot -> boots.add(resume(boot, welcome)));
        boots.add(resume(spool.boot(), welcome));
    }

    private Progress resume(String boot, Welcome welcome) {
        long acknowledged = welcome.acknowledged().getOrDefault(boot, 0L);
        spool.acknowledge(boot, acknowledged);
        return new Progress(boot, acknowledged);
    }

    /** Sends as much as the window and the socket take. */
    void flush() {
        timeline.adjust();
        for (Progress progress : boots) {
            while (spool.remaining(progress.boot, progress.sent) > 0) {
                if (onTheWay() >= (quarantine.isActive(progress.boot, progress.sent) ? 1 : WINDOW)
                        || !sendNext(progress)) {
                    return;
                }
            }
        }
    }

    /** False when the socket takes no more for now, or the spool has to fetch what follows. */
    private boolean sendNext(Progress progress) {
        int max = Math.min(maxReadings, quarantine.batch(progress.boot, progress.sent));
        List<SpooledReading> batch = spool.next(progress.boot, progress.sent, max);
        while (!batch.isEmpty()) {
            byte[] message = codec.encode(telemetry(progress.boot, batch));
            if (message.length <= maxMessage) {
                if (!LinkSocket.send(socket, codec, message)) {
                    return false;
                }
                progress.sent = batch.getLast().sequence();
                return true;
            }
            if (batch.size() == 1) {
                Logger.error(
                        "reading {} of {} is left out: it takes {} bytes, and the hub takes {}",
                        batch.getFirst().sequence(),
                        batch.getFirst().channel(),
                        message.length,
                        maxMessage);
                progress.sent = batch.getFirst().sequence();
                return true;
            }
            batch = batch.subList(0, batch.size() / 2);
        }
        return false; // on its way from the disk; the spool wakes the link when it is here
    }

    private Telemetry telemetry(String boot, List<SpooledReading> batch) {
        List<Reading> readings = new ArrayList<>(batch.size());
        Instant zero = spool.zero(boot);
        for (SpooledReading reading : batch) {
            Instant time = zero == null ? timeline.at(reading.nanoTime()) : zero.plusNanos(reading.nanoTime());
            readings.add(new Reading(reading.sequence(), reading.channel(), time, reading.value()));
        }
        return new Telemetry(boot, readings);
    }

    void acknowledged(String boot, long sequence) {
        for (Progress progress : boots) {
            if (progress.boot.equals(boot)) {
                progress.acknowledged = Math.max(progress.acknowledged, sequence);
                progress.sent = Math.max(progress.sent, sequence);
                spool.acknowledge(boot, sequence);
                flush();
                return;
            }
        }
        Logger.warn("the hub acknowledged readings of boot {}, which this agent does not know", boot);
    }

    /**
     * The hub refused a telemetry message.
     *
     * @return whether this connection can go on; if not, it must be made anew to be sure which message was meant
     */
    boolean refused(String detail) {
        for (Progress progress : boots) {
            if (progress.sent == progress.acknowledged) {
                continue;
            }
            if (!quarantine.isActive(progress.boot, progress.acknowledged)) {
                quarantine.begin(progress.boot, progress.acknowledged, progress.sent);
                return false;
            }
            if (quarantine.narrow(progress.acknowledged, progress.sent)) {
                Logger.error(
                        "reading {} of boot {} is left out, because the hub refused it: {}",
                        progress.sent,
                        progress.boot,
                        detail);
                acknowledged(progress.boot, progress.sent);
            } else {
                progress.sent = progress.acknowledged;
                flush();
            }
            return true;
        }
        return true; // nothing was on the way
    }

    /** Readings that were sent and are not acknowledged. */
    long onTheWay() {
        long count = 0;
        for (Progress progress : boots) {
            count += progress.sent - progress.acknowledged;
        }
        return count;
    }
}
