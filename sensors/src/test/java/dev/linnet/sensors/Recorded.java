package dev.linnet.sensors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a sensor told. */
public final class Recorded implements SampleSink {
    private final List<Map.Entry<String, Sample>> samples = new ArrayList<>();

    @Override
    public synchronized void accept(ChannelSpec channel, Sample sample, long nanoTime) {
        samples.add(Map.entry(channel.name(), sample));
    }

    /** The samples in order, whatever their channel. */
    public synchronized List<Sample> samples() {
        return samples.stream().map(Map.Entry::getValue).toList();
    }

    /** The newest sample of each channel. */
    public synchronized Map<String, Sample> latest() {
        Map<String, Sample> latest = new LinkedHashMap<>();
        samples.forEach(entry -> latest.put(entry.getKey(), entry.getValue()));
        return latest;
    }
}
