package dev.linnet.faults;

import dev.linnet.site.Program;
import dev.linnet.site.Site;
import dev.linnet.site.SiteException;
import dev.linnet.site.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import picocli.CommandLine;

/** Lets everything fail for a while, and counts in the end what was sampled and what is stored. */
public final class Faults {
    private final Options options;
    private final long seed;
    private final Waiting waiting = new Waiting();
    private final Waiting failing = new Waiting();
    private final Chronicle chronicle = new Chronicle(System.out);
    private final Findings findings = new Findings(chronicle);

    private Faults(Options options) {
        this.options = options;
        this.seed = options.seed == null ? new Random().nextInt(1_000_000) : options.seed;
    }

    /** Ends with status 0 only if nothing was lost and nothing else was wrong. Wants namespaces of its own: see bench/faults/run. */
    public static void main(String[] args) {
        Options options = new Options();
        CommandLine commandLine = new CommandLine(options).setCommandName("bench/faults/run");
        try {
            commandLine.parseArgs(args);
        } catch (CommandLine.ParameterException e) {
            System.err.println("faults: " + e.getMessage());
            commandLine.usage(System.err);
            System.exit(2);
        }
        if (options.help) {
            commandLine.usage(System.out);
            return;
        }
        int status = 1;
        try {
            status = new Faults(options).run() ? 0 : 1;
        } catch (SiteException e) {
            System.err.println("faults: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(status);
    }

    private boolean run() throws SiteException, InterruptedException {
        Duration length = options.length();
        System.out.printf("faults: seed %d, %d s, logs in %s%n", seed, length.toSeconds(), options.directory);
        Site site = new Site(options.directory, options.hub, options.agent);
        Reckoning.Sum sum = Reckoning.Sum.NOTHING;
        String commanded = "no commands";
        try (Rig rig = new Rig(site, waiting, findings)) {
            Instant began = Instant.now();
            rig.start();
            Commands commands = new Commands(rig.devices(), rig.client(), seed, failing, findings);
            commands.start();
            torment(rig, length);
            commands.join();
            sum = new Reckoning(rig, waiting, chronicle, findings, began).reckon();
            commanded = commands.audit();
        } catch (SiteException e) {
            findings.add(String.valueOf(e.getMessage()));
        }
        List<String> wrong = findings.all();
        if (!wrong.isEmpty()) {
            keep(site);
            wrong.forEach(one -> System.out.println("faults: " + one));
            System.out.printf(
                    "faults: %d findings; logs and disks are in %s; once more: bench/faults/run --minutes %s --seed %d%n",
                    wrong.size(), options.directory, options.minutes, seed);
        }
        System.out.println("faults: " + commanded);
        if (sum.excused() > 0) {
            System.out.printf(
                    "faults: %d more were sampled within %d ms of a kill -9 and had not reached the disk%n",
                    sum.excused(), Audit.TO_THE_DISK.toMillis());
        }
        System.out.printf(
                "faults: %d sampled, %d stored, %d lost, %d doubled, seed %d%n",
                sum.sampled(), sum.stored(), sum.lost(), sum.doubled(), seed);
        return wrong.isEmpty() && sum.sampled() > 0;
    }

    private void torment(Rig rig, Duration length) throws InterruptedException {
        List<Tormentor> tormentors = new ArrayList<>();
        for (Target target : rig.targets()) {
            List<Step> steps = Schedule.draw(seed, target, length);
            tormentors.add(new Tormentor(target, steps, failing, chronicle, findings));
        }
        tormentors.forEach(Tormentor::start);
        if (!waiting.pause(length)) {
            failing.stop();
        }
        for (Tormentor tormentor : tormentors) {
            tormentor.join();
        }
    }

    /** The disks are in memory and go with this process. */
    private void keep(Site site) throws InterruptedException {
        Path directory = site.directory();
        try {
            String said = Program.output(directory, List.of("sh", "-c", "mkdir kept && cp -r state disks kept/"));
            assert said != null;
        } catch (SiteException e) {
            System.err.println("faults: " + e.getMessage());
        }
    }
}
