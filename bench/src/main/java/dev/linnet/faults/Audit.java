package dev.linnet.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/**
 * Compares what a counter counted with what the history holds of it: each number once, with its time.
 *
 * <p>What was sampled just before a {@code kill -9} may be missing, as docs/operations.md says of {@code mode: always}; it is counted for
 * itself. A time may be off by as much as the device's wall clock was, then or whenever the reading was sent.
 */
final class Audit {
    /** How long a reading may be on its way to the spool's disk when a kill takes it. */
    static final Duration TO_THE_DISK = Duration.ofMillis(500);

    /** How far a time may be from the truth: two clocks read one after the other on a busy machine. */
    static final Duration TOLERANCE = Duration.ofSeconds(1);

    /** The agent tells its spool where the clocks stand at least this often. */
    private static final Duration CLOCK_TOLD = Duration.ofSeconds(11);

    private static final int SHOWN = 10;

    private final Sampled sampled;
    private final List<Long> kills;
    private final List<WallClock.Step> steps;
    private final LongFunction<Instant> truth;
    private final int[] times;
    private final List<String> misdated = new ArrayList<>();
    private int misdatedCount;
    private int inventedCount;

    /**
     * @param kills when the agent was killed, on the monotonic clock
     * @param steps of its wall clock
     * @param truth turns a stamp of the monotonic clock into the true wall time
     */
    Audit(Sampled sampled, List<Long> kills, List<WallClock.Step> steps, LongFunction<Instant> truth) {
        this.sampled = sampled;
        this.kills = List.copyOf(kills);
        this.steps = List.copyOf(steps);
        this.truth = truth;
        this.times = new int[sampled.count() + 1];
    }

    /** The history holds this. */
    void stored(Instant time, double value) {
        int number = (int) value;
        if (number != value || number < 1 || number > sampled.count()) {
            inventedCount++;
            return;
        }
        times[number]++;
        long nanoTime = sampled.nanoTime(number);
        Duration off = Duration.between(truth.apply(nanoTime), time);
        if (!explained(off, nanoTime)) {
            misdatedCount++;
            if (misdated.size() < SHOWN) {
                misdated.add(String.format(Locale.ROOT, "%d by %.3f s", number, off.toMillis() / 1e3));
            }
        }
    }

    private boolean explained(Duration off, long nanoTime) {
        if (within(off, Duration.ZERO)) {
            return true; // a stepped clock too: where no time server keeps it, an agent believes a hub that is ahead
        }
        for (int i = 0; i < steps.size(); i++) {
            boolean over = i + 1 < steps.size()
                    && steps.get(i + 1).nanoTime() + WallClock.LAG.toNanos() + CLOCK_TOLD.toNanos() < nanoTime;
            if (!over && within(off, steps.get(i).offset())) {
                return true;
            }
        }
        return false;
    }

    private static boolean within(Duration off, Duration expected) {
        return off.minus(expected).abs().compareTo(TOLERANCE) <= 0;
    }

    /**
     * How it came out.
     *
     * @param sampled how many should be stored
     * @param stored how many of those are
     * @param excused how many are missing that a kill may take
     * @param doubled how many are there too often
     * @param wrong in words, for people; empty when all is well
     */
    record Verdict(int sampled, int stored, int excused, int lost, int doubled, List<String> wrong) {}

    Verdict verdict() {
        int excused = 0;
        int doubled = 0;
        List<Integer> lost = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (int number = 1; number <= sampled.count(); number++) {
            if (times[number] > 1) {
                doubled++;
                if (doubled <= SHOWN) {
                    wrong.add(number + " is there " + times[number] + " times");
                }
            } else if (times[number] == 0) {
                if (isExcused(sampled.nanoTime(number))) {
                    excused++;
                } else {
                    lost.add(number);
                }
            }
        }
        if (!lost.isEmpty()) {
            wrong.add("lost: " + ranges(lost));
        }
        if (misdatedCount > 0) {
            wrong.add(misdatedCount + " have the wrong time: " + String.join(", ", misdated));
        }
        if (inventedCount > 0) {
            wrong.add(inventedCount + " were never sampled");
        }
        int expected = sampled.count() - excused;
        return new Verdict(expected, expected - lost.size(), excused, lost.size(), doubled, wrong);
    }

    private boolean isExcused(long nanoTime) {
        for (long kill : kills) {
            // A program lives a little longer than its killer's last look at the clock.
            long before = kill - nanoTime;
            if (before <= TO_THE_DISK.toNanos() && before >= -TO_THE_DISK.toNanos()) {
                return true;
            }
        }
        return false;
    }

    /** Numbers with the seconds in which they were sampled. */
    private String ranges(List<Integer> numbers) {
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= numbers.size(); i++) {
            if (i == numbers.size() || numbers.get(i) != numbers.get(i - 1) + 1) {
                int first = numbers.get(from);
                int last = numbers.get(i - 1);
                ranges.add(first + "–" + last + " (" + truth.apply(sampled.nanoTime(first)) + "…"
                        + truth.apply(sampled.nanoTime(last)) + ")");
                from = i;
            }
        }
        return String.join(", ", ranges.subList(0, Math.min(SHOWN, ranges.size())));
    }
}
