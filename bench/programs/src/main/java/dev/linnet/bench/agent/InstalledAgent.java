package dev.linnet.bench.agent;

import dev.linnet.bench.process.Program;
import dev.linnet.bench.process.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The installed agent in a folder of its own, on a board that is not there. */
final class InstalledAgent implements AutoCloseable {
    private static final int SENSORS = 10;
    private static final int INPUTS = 8;
    private static final int FIRST_PIN = 10;
    private static final Duration STOP = Duration.ofSeconds(30); // an AOT cache is written on the way

    private final Program program;
    private final long startedNanos;

    /**
     * @param board what is connected, as lines of the configuration: {@link #simulated} or {@link #idle}
     * @param aotOutput where to write the AOT cache that this run is to make; null for none
     */
    InstalledAgent(Path program, Path directory, int hubPort, String board, @Nullable Path aotOutput)
            throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("token"), "lnd_" + "x".repeat(43) + "\n");
        Path configuration = directory.resolve("agent.yaml");
        Files.writeString(configuration, """
                device: bench
                hub: { url: "ws://127.0.0.1:%d/agent", token-file: token }
                spool: { directory: spool }
                hardware: fake
                sensors:
                """.formatted(hubPort) + board);
        List<String> command = new ArrayList<>();
        if (aotOutput != null) {
            command.addAll(List.of("env", "LINNET_AOT_OUTPUT=" + aotOutput));
        }
        command.addAll(List.of(program.toString(), "run", "--config", configuration.toString()));
        startedNanos = System.nanoTime();
        this.program = new Program(command);
        this.program.drain();
    }

    /** Ten sensors that give so many readings a second together. */
    static String simulated(int perSecond) {
        StringBuilder board = new StringBuilder();
        for (int i = 0; i < SENSORS; i++) {
            board.append("  - { id: s%d, driver: simulated, min: 19, max: 23, noise: 0.1, period: 2m, every: %dms }%n"
                    .formatted(i, 1000 * SENSORS / perSecond));
        }
        return board.toString();
    }

    /** Eight inputs on which nothing happens, and two sensors that are read once a second. */
    static String idle() {
        StringBuilder board = new StringBuilder("""
                  - { id: busy, driver: host, channels: [load], every: 1s }
                  - { id: full, driver: host, channels: [memory-use], every: 1s }
                """);
        for (int i = 0; i < INPUTS; i++) {
            board.append("  - { id: in%d, driver: gpio-input, pin: %d, pull: up }%n".formatted(i, FIRST_PIN + i));
        }
        return board.toString();
    }

    long startedNanos() {
        return startedNanos;
    }

    Usage usage() {
        return new Usage(program.pid());
    }

    /** Lets it end in order, as systemd does. */
    void stop() throws IOException {
        program.stop(STOP);
    }

    @Override
    public void close() {
        program.close();
    }
}
