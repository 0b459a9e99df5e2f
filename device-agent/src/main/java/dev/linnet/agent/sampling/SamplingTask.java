package dev.linnet.agent.sampling;

import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One device's schedule. The times lie on a grid that does not drift: start + offset + n × interval. A reading that takes
 * longer than its interval skips times on the grid; it never delays another device, and is never started twice at once.
 */
final class SamplingTask {
    /** A reading that takes longer than this, and than three intervals, is taken for stuck. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A device that failed is tried again this often when its interval is longer. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final SampledDevice device;
    private final Duration offset;
    private final Scheduler loop;
    private final Recorder recorder;
    private final SampleSink sink;
    private final long patienceNanos;

    // The loop's.
    private long due;
    private boolean stopped;
    private boolean inProgress;
    private boolean reported;
    private boolean failing;
    private long startedAt;
    private Scheduler.@Nullable Timer timer;
    private @Nullable Runnable idle;

    /** Whether the device is open; touched only by the device's executor, one operation at a time. */
    private boolean open;

    SamplingTask(SampledDevice device, Duration offset, Scheduler loop, Recorder recorder) {
        this.device = device;
        this.offset = offset;
        this.loop = loop;
        this.recorder = recorder;
        this.sink = (channel, sample, nanoTime) -> recorder.accept(channel.idWithin(device.id()), sample, nanoTime);
        this.patienceNanos = Math.max(PATIENCE.toNanos(), 3 * device.every().toNanos());
    }

    String id() {
        return device.id();
    }

    /** @param start the same for all devices, so that those of one moment are due at one */
    void start(long start) {
        assert loop.isCurrentThread();
        due = start + offset.toNanos();
        planTick();
    }

    private void planTick() {
        timer = loop.schedule(Duration.ofNanos(due - loop.nanoTime()), this::tick);
    }

    /** @param whenIdle called once, on the loop, as soon as no reading is in progress */
    void stop(Runnable whenIdle) {
        stopped = true;
        if (timer != null) {
            timer.cancel();
        }
        idle = whenIdle;
        tellIdle();
    }

    private void tellIdle() {
        assert loop.isCurrentThread();
        Runnable told = idle;
        if (told != null && !inProgress) {
            idle = null;
            told.run();
        }
    }

    boolean isStuck() {
        return inProgress && loop.nanoTime() - startedAt > patienceNanos;
    }

    private void tick() {
        if (stopped) {
            return;
        }
        if (!inProgress) {
            begin();
        } else if (isStuck() && !reported) {
            reported = true;
            long seconds = (loop.nanoTime() - startedAt) / 1_000_000_000L;
            unavailable("no answer from the driver for " + seconds + " s", loop.nanoTime());
        }
        long interval = device.every().toNanos();
        if (failing) {
            interval = Math.min(interval, RETRY.toNanos());
        }
        long behind = loop.nanoTime() - due;
        due += (Math.floorDiv(Math.max(behind, 0), interval) + 1) * interval;
        planTick();
    }

    private void begin() {
        inProgress = true;
        reported = false;
        startedAt = loop.nanoTime();
        run(this::prepare);
    }

    /** From the loop. */
    private void run(Runnable operation) {
        try {
            device.executor().execute(operation);
        } catch (RejectedExecutionException e) {
            inProgress = false;
            if (!stopped) {
                unavailable("too much to do: " + e.getMessage(), loop.nanoTime());
            }
            tellIdle();
        }
    }

    /** On the device's executor. */
    private void prepare() {
        try {
            if (!open) {
                device.sensor().open(sink);
                open = true;
            }
            Duration wait = device.sensor().prepare();
            if (wait.isPositive()) {
                // The conversion's time is waited out here, not on a thread.
                loop.execute(() -> loop.schedule(wait, () -> run(this::sample)));
            } else {
                sample();
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    /** On the device's executor. */
    private void sample() {
        try {
            device.sensor().sample(sink);
            loop.execute(() -> end(false));
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void failed(Exception cause) {
        // Opened anew next time: the wire may have come back, or another device in its place.
        open = false;
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof RuntimeException) {
            Logger.debug(cause, "the driver of {} failed", device.id());
        }
        unavailable(reason, loop.nanoTime());
        loop.execute(() -> end(true));
    }

    private void end(boolean failed) {
        boolean sooner = failed && !failing;
        inProgress = false;
        failing = failed;
        if (sooner && !stopped && timer != null && device.every().compareTo(RETRY) > 0) {
            timer.cancel();
            due = loop.nanoTime() + RETRY.toNanos();
            planTick();
        }
        tellIdle();
    }

    private void unavailable(String reason, long nanoTime) {
        for (ChannelSpec channel : device.sensor().channels()) {
            recorder.accept(channel.idWithin(device.id()), new Sample.Unavailable(reason), nanoTime);
        }
    }
}
