package dev.linnet.sensors;

/** Takes what sensors read. Any thread may call it, it returns quickly, and never throws. */
@FunctionalInterface
public interface SampleSink {
    /**
     * Takes one sample.
     *
     * @param channel one of the sensor's own
     * @param nanoTime when the value was true, on the clock of {@link Hardware#nanoTime}
     */
    void accept(ChannelSpec channel, Sample sample, long nanoTime);
}
