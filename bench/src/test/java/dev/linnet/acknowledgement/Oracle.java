package dev.linnet.acknowledgement;

import dev.linnet.agent.spool.Loss;
import dev.linnet.hub.history.HistoryListener;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows what was sampled and what the agent had to give up, and holds what the history takes against it: each stream from 1 on, each number
 * once and in order, with its value and time, and as lost only what is lost.
 */
final class Oracle implements HistoryListener {
    /** Microseconds are kept. */
    private static final Duration NOISE = Duration.ofNanos(2_001);

    private record Sample(String channel, Instant time, Value value) {}

    private static final class Stream {
        private final List<Sample> sampled = new ArrayList<>();
        private final BitSet lost = new BitSet(); // by the agent
        private final BitSet known = new BitSet(); // to the history at some time, stored or as lost
        private int at; // the last number in the history
        private int backup; // the last number in its backup
        private int kept; // what must outlive a kill
    }

    private final Map<String, Stream> streams = new HashMap<>();

    private Stream stream(String name) {
        return streams.computeIfAbsent(name, unknown -> new Stream());
    }

    void sampled(String stream, String channel, Instant time, Value value) {
        stream(stream).sampled.add(new Sample(channel, time, value));
    }

    /** How many readings of that stream were sampled. */
    int sampled(String stream) {
        return stream(stream).sampled.size();
    }

    /** The agent has lost these. */
    void lost(Loss loss) {
        stream(loss.stream()).lost.set((int) loss.first(), (int) loss.last() + 1);
    }

    /** What was sampled in that stream until now has to arrive, whatever happens, unless the agent says that it lost it. */
    void kept(String stream) {
        Stream own = stream(stream);
        own.kept = own.sampled.size();
    }

    /** The agent holds so many readings and losses of that stream; what it has forgotten must have been in the history. */
    void held(String stream, long count) {
        Stream own = stream(stream);
        if (own.sampled.size() - count > own.known.cardinality()) {
            throw new AssertionError(stream + ": " + own.sampled.size() + " were sampled, the agent holds " + count
                    + ", the history knows of " + own.known.cardinality());
        }
    }

    @Override
    public void stored(String stream, Reading reading) {
        int number = (int) reading.sequence();
        Stream own = stream(stream);
        follows(stream, own, number);
        if (number > own.sampled.size()) {
            throw new AssertionError(stream + ": number " + number + " was never sampled");
        }
        Sample sample = own.sampled.get(number - 1);
        if (!reading.channel().equals(sample.channel)
                || !reading.value().equals(sample.value)
                || Duration.between(reading.time(), sample.time).abs().compareTo(NOISE) > 0) {
            throw new AssertionError(stream + ": stored " + reading + ", sampled " + sample);
        }
        own.known.set(number);
        own.at = number;
    }

    @Override
    public void lost(Gap gap) {
        Stream own = stream(gap.boot());
        int first = (int) gap.first();
        follows(gap.boot(), own, first);
        for (int number = first; number <= gap.last(); number++) {
            if (!own.lost.get(number) && !own.known.get(number)) {
                throw new AssertionError(gap.boot() + ": number " + number + " is counted as lost, and is not: " + gap);
            }
        }
        own.known.set(first, (int) gap.last() + 1);
        own.at = (int) gap.last();
    }

    /** Only a history that was set back may begin later, behind what it knew before. */
    private static void follows(String stream, Stream own, int number) {
        if (number <= own.at || own.known.nextClearBit(own.at + 1) < number) {
            throw new AssertionError(stream + ": number " + number + " comes behind " + own.at
                    + ": lost, doubled, out of order, or counted as lost though it is stored");
        }
    }

    void backedUp() {
        streams.values().forEach(stream -> stream.backup = stream.at);
    }

    void backupRestored() {
        streams.values().forEach(stream -> stream.at = stream.backup);
    }

    /** Nothing is to come any more. */
    void complete() {
        streams.forEach((name, stream) -> {
            BitSet told = (BitSet) stream.known.clone();
            told.or(stream.lost); // a kill may take what the agent knew of that
            int missing = told.nextClearBit(stream.at + 1);
            if (missing <= stream.kept) {
                throw new AssertionError(name + ": number " + missing + " of " + stream.kept + " has not come");
            }
        });
    }
}
