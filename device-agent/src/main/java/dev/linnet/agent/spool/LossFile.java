package dev.linnet.agent.spool;

import dev.linnet.agent.host.Timeline;
import dev.linnet.protocol.Gap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Losses that the hub does not know of yet, a line each: a restart must not hide them. Owned by the spool's thread. */
final class LossFile {
    private static final String UNKNOWN = "-";

    private final CheckedLines file;

    LossFile(Path directory) {
        this.file = new CheckedLines(directory.resolve("lost"));
    }

    List<Loss> load() throws IOException {
        List<Loss> losses = new ArrayList<>();
        for (String[] words : file.load(6)) {
            losses.add(new Loss(
                    words[0],
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Gap.Cause.valueOf(words[3]),
                    words[4].equals(UNKNOWN) ? null : new Loss.Span(Instant.EPOCH, nanos(words[4]), nanos(words[5]))));
        }
        return losses;
    }

    private static long nanos(String micros) {
        return Long.parseLong(micros) * 1_000;
    }

    /** @param clock of this run; a loss on it has no time as long as it is not set */
    void save(List<Loss> losses, SegmentRecord.@Nullable Clock clock) throws IOException {
        Instant now = clock == null || clock.wall().isBefore(Timeline.PLAUSIBLE) ? null : clock.zero();
        file.save(losses.stream().map(loss -> line(loss, now)).toList());
    }

    private static String line(Loss loss, @Nullable Instant now) {
        Loss.Span span = loss.span();
        Instant zero = span == null || span.zero() == null ? now : span.zero();
        String times = span == null || zero == null
                ? UNKNOWN + " " + UNKNOWN
                : micros(zero, span.oldest()) + " " + micros(zero, span.newest());
        return loss.stream() + " " + loss.first() + " " + loss.last() + " " + loss.cause() + " " + times;
    }

    private static long micros(Instant zero, long nanos) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, zero.plusNanos(nanos));
    }
}
