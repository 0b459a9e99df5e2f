package dev.linnet.bench.load;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The time before which a run only warms up, and after which it ends. Prints {@code begin} and {@code end}. */
public final class Window {
    private final long begin;
    private final long end;
    private long cpu;
    private boolean begun;

    public Window(Duration warmup, Duration measured) {
        begin = System.nanoTime() + warmup.toNanos();
        end = begin + measured.toNanos();
    }

    /** Whether messages count now. The first call after the warm-up says so to whoever reads our output. */
    public boolean counts(long now) {
        if (!begun && now - begin >= 0) {
            begun = true;
            cpu = cpu();
            System.out.println("begin measuring");
        }
        return begun;
    }

    public boolean isOver(long now) {
        return now - end >= 0;
    }

    /** What was counted, and how busy the generator itself was, which must leave room. */
    public void report(long messages, long now) {
        System.out.printf("end %d %d %d%n", messages, now - begin, cpu() - cpu);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
