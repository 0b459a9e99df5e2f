package dev.linnet.hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code linnet-hub run} as a process of its own. One thread uses it. */
final class HubProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile(".*listening on 127\\.0\\.0\\.1:(\\d+)");

    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final BufferedReader log;
    private final StringBuilder said = new StringBuilder();
    private final int port;

    /** Starts it and waits until it listens. */
    HubProcess(Path configuration) throws IOException {
        this(configuration, "--default-signal=HUP");
    }

    /** @param signals how it is to find SIGHUP, as {@code env} has it */
    HubProcess(Path configuration, String signals) throws IOException {
        process = new ProcessBuilder(
                        // Whoever runs the tests may ignore SIGHUP, as nohup does, and that is inherited.
                        "env",
                        signals,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.linnet.hub.cli.LinnetHub",
                        "run",
                        "--config",
                        configuration.toString())
                .redirectErrorStream(true)
                .start();
        log = process.inputReader();
        port = Integer.parseInt(awaitLine(LISTENING).group(1));
    }

    /** The next line of its log that is like that; those before it are gone. When none comes in time the hub is killed. */
    Matcher awaitLine(Pattern pattern) throws IOException {
        // A read from a pipe hears no interrupt, so JUnit's time limit would not end it.
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        try {
            return nextLine(pattern);
        } finally {
            limit.cancel(false);
        }
    }

    private Matcher nextLine(Pattern pattern) throws IOException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                return matcher;
            }
        }
        throw new AssertionError("the hub ended without a line like " + pattern + ": " + said);
    }

    URI uri(String scheme, String path) {
        return URI.create(scheme + "://localhost:" + port + path);
    }

    /** Sends it that signal, as {@code kill} does. */
    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " ended with " + status);
        }
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
