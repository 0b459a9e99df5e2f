package dev.linnet.agent;

import dev.linnet.agent.config.AgentConfiguration;
import dev.linnet.agent.host.Board;
import dev.linnet.agent.spool.SpoolDepth;
import dev.linnet.systemd.Notifier;
import dev.linnet.systemd.Watchdog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code linnet-agent run}: runs until it is told to stop. */
@Command(name = "run", description = "Runs the agent until SIGTERM or SIGINT.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationFile file;

    RunCommand() {
        this(new ConfigurationFile());
    }

    private RunCommand(ConfigurationFile file) {
        this.file = file;
    }

    /**
     * The command that these arguments ask for in one of the plain ways, {@code run} and {@code run --config FILE}; null for all
     * others, which the command line parser is to explain. A service is started so, and the parser would cost it a third of
     * its start and some megabytes.
     */
    static @Nullable RunCommand plain(String... arguments) {
        List<String> words = List.of(arguments);
        if (words.equals(List.of("run"))) {
            return new RunCommand();
        }
        if (words.size() == 3
                && words.getFirst().equals("run")
                && words.get(1).equals("--config")
                && !words.getLast().startsWith("-")) {
            return new RunCommand(new ConfigurationFile(Path.of(words.getLast())));
        }
        return null;
    }

    @Override
    public Integer call() throws InterruptedException {
        ConfigurationFile.Loaded loaded = file.load();
        if (loaded == null) {
            return LinnetAgent.MISCONFIGURED;
        }
        AgentConfiguration configuration = loaded.configuration();
        String version = Version.number();
        Agent agent = new Agent(
                configuration,
                new Devices(configuration),
                subprotocols -> HubClient.dialer(loaded.client(), configuration.hub(), subprotocols),
                configuration.hub().encoding().codecs(),
                version,
                Board.model(Path.of("/")));
        Logger.info(
                "linnet-agent {} starts as {}, hub {}",
                version,
                configuration.device(),
                configuration.hub().url());
        return run(agent, Notifier.fromEnvironment());
    }

    private static int run(Agent agent, Notifier notifier) throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> onSignal(stop, stopped), "agent-stop"));
        agent.start();
        tell("ready", () -> notifier.ready("sampling"));
        Watchdog watchdog = new Watchdog(notifier, () -> complaint(agent));
        SpoolReport report = new SpoolReport(System.nanoTime());
        Duration interval = watchdog.interval();
        while (!stop.await(interval == null ? Long.MAX_VALUE : interval.toMillis(), TimeUnit.MILLISECONDS)) {
            tell("watchdog", () -> {
                String complaint = watchdog.feed();
                if (complaint != null) {
                    Logger.error("stuck: {}", complaint);
                }
            });
            String depth = report.look(System.nanoTime(), agent.sampledReadings(), agent.spoolDepth());
            tell("status", () -> notifier.status(depth));
        }
        tell("stopping", () -> notifier.stopping("sending what is left"));
        agent.close();
        SpoolDepth left = agent.spoolDepth();
        Logger.info(
                "stopped: {} readings sampled, {} not acknowledged, {} lost to a full spool",
                agent.sampledReadings(),
                left.readings(),
                left.evicted());
        stopped.countDown();
        return LinnetAgent.OK;
    }

    private static @Nullable String complaint(Agent agent) {
        try {
            return agent.complaint();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** SIGTERM's thread: lets the main thread end in order, then ends the JVM with 0 where it would say 143. */
    private static void onSignal(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
            Runtime.getRuntime().halt(LinnetAgent.OK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something said to systemd; without its ear the agent runs all the same. */
    private interface Word {
        void say() throws IOException;
    }

    private static void tell(String what, Word word) {
        try {
            word.say();
        } catch (IOException e) {
            Logger.warn("systemd did not take '{}': {}", what, e.getMessage());
        }
    }
}
