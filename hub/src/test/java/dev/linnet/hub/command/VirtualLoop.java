package dev.linnet.hub.command;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** A command loop on the test's thread, whose time passes when the test says so. */
final class VirtualLoop implements CommandLoop {
    private record Timed(long at, int order, Runnable task) {}

    private final List<Timed> timed = new ArrayList<>();
    private final Queue<Runnable> posted = new ArrayDeque<>();
    private boolean running;
    private long now = 1_000;
    private int order;

    @Override
    public void execute(Runnable task) {
        posted.add(task);
        run();
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timed.add(new Timed(now + delay.toNanos(), order++, task));
    }

    @Override
    public long nanoTime() {
        return now;
    }

    void advance(Duration time) {
        long end = now + time.toNanos();
        while (true) {
            Timed next = timed.stream()
                    .filter(task -> task.at <= end)
                    .min(Comparator.comparingLong(Timed::at).thenComparingInt(Timed::order))
                    .orElse(null);
            if (next == null) {
                break;
            }
            timed.remove(next);
            now = next.at;
            execute(next.task);
        }
        now = end;
    }

    private void run() {
        if (running) {
            return;
        }
        running = true;
        for (Runnable task = posted.poll(); task != null; task = posted.poll()) {
            task.run();
        }
        running = false;
    }
}
