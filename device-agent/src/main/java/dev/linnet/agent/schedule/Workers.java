package dev.linnet.agent.schedule;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.tinylog.Logger;

/**
 * Threads for what may block: sensors, actuators, connecting. Usually one is alive and does, one after another, what the loop
 * gives out in one moment; what it has not begun soon after goes to others, so that a slow device holds its own thread and nobody
 * else. Their number is bounded by those who ask: each device and the link have at most one task at a time.
 */
public final class Workers implements Executor, AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Most devices answer within this time. */
    private static final Duration SOON = Duration.ofMillis(5);

    private final Scheduler loop;
    private final ThreadPoolExecutor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>(); // filled by the loop, emptied by workers
    private final AtomicInteger made = new AtomicInteger();
    private boolean givingOut; // the loop's

    /**
     * @param loop gives out most of the tasks, and sees together what they answer soon
     * @param max more threads than this are refused
     */
    public Workers(Scheduler loop, int max) {
        this.loop = loop;
        executor = new ThreadPoolExecutor(
                0, max, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    }

    /** A factory that counts in the name is there in the JDK, and makes code at run time for it. */
    private Thread thread(Runnable work) {
        return Thread.ofPlatform()
                .name("agent-worker-" + made.incrementAndGet())
                .daemon()
                .unstarted(work);
    }

    /** Throws {@link RejectedExecutionException} after {@link #close}, and to others than the loop beyond the bound. */
    @Override
    public void execute(Runnable task) {
        if (!loop.isCurrentThread()) {
            executor.execute(() -> run(task));
        } else if (executor.isShutdown()) {
            throw new RejectedExecutionException("the agent stops");
        } else {
            tasks.add(task);
            if (!givingOut) {
                givingOut = true;
                loop.execute(this::giveOut); // when the loop is through with what is due in this moment
            }
        }
    }

    private void giveOut() {
        loop.gather(SOON, this::spread);
        executor.execute(this::drain);
    }

    /** Each task that nobody has begun gets a thread. */
    private void spread() {
        givingOut = false;
        for (int waiting = tasks.size(); waiting > 0 && !executor.isShutdown(); waiting--) {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            run(task);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Logger.error(e, "a worker's task failed; the agent goes on");
        }
    }

    /** Interrupts what still runs; does not wait for a device that does not listen. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
