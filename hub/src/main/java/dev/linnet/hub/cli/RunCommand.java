package dev.linnet.hub.cli;

import dev.linnet.hub.Hub;
import dev.linnet.hub.config.HubConfiguration;
import dev.linnet.hub.config.ListenAddress;
import dev.linnet.systemd.Notifier;
import dev.linnet.systemd.Reload;
import dev.linnet.systemd.Watchdog;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code linnet-hub run}: until SIGTERM or SIGINT; SIGHUP has it read its certificate again. */
@Command(name = "run", description = "Run the hub.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final Duration CLOSE = Duration.ofSeconds(15);

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Override
    public Integer call() throws Exception {
        HubConfiguration read = configuration.read();
        Notifier notifier = Notifier.fromEnvironment();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (Hub hub = new Hub(read)) {
            hub.start();
            heedReload(hub);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(asked, ended), "shutdown"));
            warnIfOpen(read);
            notifier.ready("listening on " + ListenAddress.text(hub.address()));
            watch(hub, notifier, asked);
            notifier.stopping("sending the agents away, committing");
        } catch (BindException e) {
            throw new IOException(
                    "cannot listen on " + ListenAddress.text(read.listen()) + ": " + e.getMessage()
                            + ". Is another hub running? 'listen' in the configuration chooses another address",
                    e);
        } finally {
            ended.countDown();
        }
        return CommandLine.ExitCode.OK;
    }

    private static void heedReload(Hub hub) {
        try {
            Reload.onEach(hub::reload);
        } catch (IllegalStateException e) {
            Logger.warn("the hub will not hear 'systemctl reload': {}", e.getMessage());
        }
    }

    /** Feeds systemd's watchdog while the hub is well, until it is asked to end. */
    private static void watch(Hub hub, Notifier notifier, CountDownLatch asked) throws Exception {
        Watchdog watchdog = new Watchdog(notifier, hub::stuck);
        Duration interval = watchdog.interval();
        if (interval == null) {
            asked.await();
            return;
        }
        while (!asked.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
            String complaint = watchdog.feed();
            if (complaint != null) {
                Logger.error("not feeding the watchdog: {}", complaint);
            }
        }
    }

    /**
     * The JVM halts when its last shutdown hook returns, so this one lasts until the hub has ended; and it would exit with
     * 143 after SIGTERM, which is what systemd calls a failure, so it halts with the truth instead.
     */
    private static void end(CountDownLatch asked, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return; // the hub ended by itself, and the exit status says how
        }
        asked.countDown();
        try {
            boolean orderly = ended.await(CLOSE.toSeconds(), TimeUnit.SECONDS);
            if (!orderly) {
                Logger.error("the hub did not end within {} s", CLOSE.toSeconds());
            }
            Runtime.getRuntime().halt(orderly ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void warnIfOpen(HubConfiguration configuration) {
        if (configuration.tls() == null && !configuration.listen().getAddress().isLoopbackAddress()) {
            Logger.warn(
                    "listening on {} without TLS: tokens cross the network in the clear. Outside a network that you"
                            + " trust, set 'tls' in the configuration, or listen on 127.0.0.1 behind a TLS proxy",
                    ListenAddress.text(configuration.listen()));
        }
    }
}
