package dev.linnet.faults;

import dev.linnet.site.Program;
import dev.linnet.site.SiteException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that is kept running as systemd would: when it ends by itself it is started again, two seconds later, and that is a
 * finding. Any thread.
 */
final class Service implements AutoCloseable {
    /** A JVM that was still starting; the unit counts it as success, too. */
    private static final int SIGTERM = 143;

    static final Duration RESTART = Duration.ofSeconds(2);

    private final String name;
    private final Start start;
    private final @Nullable Pattern excuse;
    private final Findings findings;
    private @Nullable Program program; // guarded by this; null while it is meant to be down
    private long restartAt; // guarded by this
    private boolean ended; // guarded by this; by itself

    /** Starts the program. */
    interface Start {
        Program start() throws SiteException;
    }

    /** @param excuse what its last line says when it may end by itself; null for never */
    Service(String name, Start start, @Nullable Pattern excuse, Findings findings) {
        this.name = name;
        this.start = start;
        this.excuse = excuse;
        this.findings = findings;
    }

    synchronized void start() throws SiteException {
        program = start.start();
        ended = false;
    }

    /** As {@code systemctl stop}. */
    void stop() throws SiteException, InterruptedException {
        Program running = taken();
        if (running == null) {
            return;
        }
        running.stop();
        if (running.status() != 0 && running.status() != SIGTERM && !isExcused(running)) {
            findings.add(name + " was stopped and ended with status " + running.status() + ": see " + running.log());
        }
    }

    /** As {@code kill -9}; returns when, on the monotonic clock, it was still alive for sure. */
    long kill() throws SiteException, InterruptedException {
        Program running = taken();
        long alive = System.nanoTime();
        if (running != null) {
            running.kill();
        }
        return alive;
    }

    synchronized void freeze(boolean held) throws SiteException, InterruptedException {
        if (program != null && program.running()) {
            program.freeze(held);
        }
    }

    private synchronized @Nullable Program taken() {
        Program running = program;
        program = null;
        return running;
    }

    /** Looks whether it runs, and starts it again in time if it should and does not. */
    synchronized void tend() throws SiteException {
        Program meant = program;
        if (meant == null || meant.running()) {
            return;
        }
        if (!ended) {
            ended = true;
            restartAt = System.nanoTime() + RESTART.toNanos();
            if (!isExcused(meant)) {
                findings.add(name + " ended by itself with status " + meant.status() + ": see " + meant.log() + "\n"
                        + meant.tail());
            }
        } else if (System.nanoTime() - restartAt >= 0) {
            start();
        }
    }

    private boolean isExcused(Program ended) {
        String last = ended.tail();
        return excuse != null
                && excuse.matcher(last.substring(last.lastIndexOf('\n') + 1)).find();
    }

    @Override
    public synchronized void close() {
        if (program != null) {
            program.close();
            program = null;
        }
    }
}
