package dev.linnet.agent.spool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is lost and not yet acknowledged as such. Bounded: beyond {@value #MOST} the oldest are forgotten, and the hub sees by the
 * numbers alone that something is missing there. Not safe for several threads.
 */
final class Losses {
    static final int MOST = 1_000;

    private final List<Loss> losses = new ArrayList<>();
    private long lost;

    /** A loss of this run; counts. */
    void add(Loss loss) {
        lost += loss.count();
        restore(loss);
    }

    /** A loss that was counted before. */
    void restore(Loss loss) {
        for (int i = losses.size() - 1; i >= 0; i--) {
            Loss joined = losses.get(i).joined(loss);
            if (joined != null) {
                losses.set(i, joined);
                return;
            }
        }
        losses.add(loss);
        if (losses.size() > MOST) {
            losses.removeFirst();
        }
    }

    /** The first loss of the stream with numbers above that one; null for none. */
    @Nullable
    Loss after(String stream, long number) {
        Loss first = null;
        for (Loss loss : losses) {
            if (loss.last() > number
                    && loss.stream().equals(stream)
                    && (first == null || loss.first() < first.first())) {
                first = loss;
            }
        }
        return first;
    }

    void acknowledge(String stream, long number) {
        losses.removeIf(loss -> loss.last() <= number && loss.stream().equals(stream));
    }

    /** Streams that have lost something, in the order of their first losses. */
    List<String> streams() {
        return losses.stream().map(Loss::stream).distinct().toList();
    }

    List<Loss> all() {
        return List.copyOf(losses);
    }

    /** Readings lost in this run. */
    long lost() {
        return lost;
    }
}
