package dev.linnet.sensors.hcsr04;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.gpio.InputLine;
import dev.linnet.sensors.gpio.OutputLine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The echo line is high for as long as the sound is on its way (ElecFreaks HC-SR04 data sheet). Its length is taken from the kernel's stamps of
 * both edges, not from when a program gets to see them. The middle of three pings is the value.
 */
final class HcSr04 implements Sensor {
    /** In metres. */
    static final double FARTHEST = 4.5;

    private static final int PINGS = 3;
    private static final Duration TRIGGER = Duration.ofNanos(12_000);

    /** Without an echo the chip gives up after 38 ms; the next ping must come 60 ms after the one before. */
    private static final Duration PATIENCE = Duration.ofMillis(60);

    private final Hardware hardware;
    private final ChannelSpec channel;
    private final OutputLine trigger;
    private final InputLine echo;
    private final double metresPerNano;

    private record Edge(boolean on, long nanoTime) {}

    /** Filled by the provider's thread, emptied by the sampling one. */
    private final BlockingQueue<Edge> edges = new LinkedBlockingQueue<>(16);

    HcSr04(Hardware hardware, ChannelSpec channel, OutputLine trigger, InputLine echo, double celsius) {
        this.hardware = hardware;
        this.channel = channel;
        this.trigger = trigger;
        this.echo = echo;
        this.metresPerNano = speed(celsius) / 1e9;
    }

    /** Of sound in dry air, in metres per second. */
    static double speed(double celsius) {
        return 331.3 * Math.sqrt(1 + celsius / 273.15);
    }

    @Override
    public List<ChannelSpec> channels() {
        return List.of(channel);
    }

    @Override
    public void open(SampleSink sink) throws IOException {
        close();
        trigger.open(false);
        // A line that chatters fills the queue and no more.
        echo.open((on, nanoTime, lost) -> edges.offer(new Edge(on, nanoTime)));
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        double[] metres = new double[PINGS];
        int heard = 0;
        for (int i = 0; i < PINGS; i++) {
            Double distance = ping();
            if (distance != null) {
                metres[heard++] = distance;
            }
        }
        if (heard == 0) {
            throw new IOException(
                    "no echo on " + echo + ": nothing within " + FARTHEST + " m, or check wiring and the 5 V supply");
        }
        Arrays.sort(metres, 0, heard);
        sink.accept(channel, Sample.of(metres[heard / 2]), hardware.nanoTime());
    }

    private @Nullable Double ping() throws IOException {
        edges.clear();
        trigger.set(true);
        long end = System.nanoTime() + TRIGGER.toNanos();
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        trigger.set(false);
        try {
            Edge begin = await(true);
            Edge finish = begin == null ? null : await(false);
            // Whatever is left of this ping's time is silence before the next.
            TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis() / 2);
            if (begin == null || finish == null) {
                return null;
            }
            double metres = (finish.nanoTime() - begin.nanoTime()) * metresPerNano / 2;
            return metres <= FARTHEST ? metres : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while listening").initCause(e);
        }
    }

    private @Nullable Edge await(boolean on) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Edge edge = edges.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (edge == null || edge.on() == on) {
                return edge;
            }
        }
    }

    @Override
    public void close() {
        trigger.close();
        echo.close();
    }
}
