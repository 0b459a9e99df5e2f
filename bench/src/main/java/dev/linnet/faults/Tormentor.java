package dev.linnet.faults;

import dev.linnet.site.SiteException;
import dev.linnet.site.Waiting;
import java.util.List;
import java.util.Locale;

/** Lets one schedule happen to its target, on a thread of its own, and always puts the last fault right. */
final class Tormentor {
    private final Target target;
    private final List<Step> steps;
    private final Waiting waiting;
    private final Chronicle chronicle;
    private final Findings findings;
    private final Thread thread;

    Tormentor(Target target, List<Step> steps, Waiting waiting, Chronicle chronicle, Findings findings) {
        this.target = target;
        this.steps = steps;
        this.waiting = waiting;
        this.chronicle = chronicle;
        this.findings = findings;
        this.thread = Thread.ofPlatform().name(target.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void join() throws InterruptedException {
        thread.join();
    }

    private void run() {
        try {
            for (Step step : steps) {
                if (waiting.pause(step.after())) {
                    return;
                }
                chronicle.tell(String.format(
                        Locale.ROOT,
                        "%s: %s (%.1f s)",
                        target.name(),
                        step.fault().words(),
                        step.lasts().toMillis() / 1e3));
                Fault.Relief relief = step.fault().how().inflict(step);
                boolean stopped = waiting.pause(step.lasts());
                relief.relieve();
                if (stopped) {
                    return;
                }
            }
        } catch (SiteException e) {
            findings.add(target.name() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
