package dev.linnet.agent.sampling;

import dev.linnet.agent.schedule.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads every device in its own interval, a few at one moment and the others at others, so that they do not all come at once. */
public final class Sampler {
    /** Devices start within this time, or within their interval when that is shorter. */
    private static final Duration SPREAD = Duration.ofSeconds(1);

    /** So many have the same moment: to wake up, and to send what came of it, costs more than most readings do. */
    private static final int TOGETHER = 4;

    private final Scheduler loop;
    private final List<SamplingTask> tasks = new ArrayList<>();

    public Sampler(Scheduler loop, List<SampledDevice> devices, Recorder recorder) {
        this.loop = loop;
        // Those of one interval beside each other: they stay together.
        List<SampledDevice> ordered = new ArrayList<>(devices);
        ordered.sort((one, other) -> one.every().compareTo(other.every()));
        int moments = Math.ceilDiv(devices.size(), TOGETHER);
        for (int i = 0; i < ordered.size(); i++) {
            SampledDevice device = ordered.get(i);
            Duration within = device.every().compareTo(SPREAD) < 0 ? device.every() : SPREAD;
            Duration offset = Duration.ofNanos(within.toNanos() * (i / TOGETHER) / moments);
            tasks.add(new SamplingTask(device, offset, loop, recorder));
        }
    }

    /** From any thread. */
    public void start() {
        loop.execute(() -> {
            long start = loop.nanoTime();
            tasks.forEach(task -> task.start(start));
        });
    }

    /**
     * No reading is started after this. From the loop.
     *
     * @param whenIdle called once for each device, on the loop, when the reading that is in progress has arrived, or at once
     *     when there is none
     */
    public void stop(Runnable whenIdle) {
        assert loop.isCurrentThread();
        tasks.forEach(task -> task.stop(whenIdle));
    }

    /** How many devices there are. */
    public int size() {
        return tasks.size();
    }

    /** What is stuck, in words for a log; null when some device was read in time, or there is none. From the loop. */
    public @Nullable String complaint() {
        assert loop.isCurrentThread();
        List<String> stuck = tasks.stream()
                .filter(SamplingTask::isStuck)
                .map(SamplingTask::id)
                .toList();
        return stuck.isEmpty() || stuck.size() < tasks.size() ? null : "no answer from " + String.join(", ", stuck);
    }
}
