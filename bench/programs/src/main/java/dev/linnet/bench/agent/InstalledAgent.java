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

/** The installed agent with simulated sensors, in a folder of its own. */
final class InstalledAgent implements AutoCloseable {
    private static final int SENSORS = 10;
    private static final Duration STOP = Duration.ofSeconds(30); // an AOT cache is written on the way

    private final Program program;
    private final long startedNanos;

    /**
     * @param perSecond readings a second, from ten sensors
     * @param aotOutput where to write the AOT cache that this run is to make; null for none
     */
    InstalledAgent(Path program, Path directory, int hubPort, int perSecond, @Nullable Path aotOutput)
            throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("token"), "lnd_" + "x".repeat(43) + "\n");
        StringBuilder yaml = new StringBuilder("""
                device: bench
                hub: { url: "ws://127.0.0.1:%d/agent", token-file: token }
                spool: { directory: spool }
                sensors:
                """.formatted(hubPort));
        for (int i = 0; i < SENSORS; i++) {
            yaml.append("  - { id: s%d, driver: simulated, min: 19, max: 23, noise: 0.1, period: 2m, every: %dms }%n"
                    .formatted(i, 1000 * SENSORS / perSecond));
        }
        Path configuration = directory.resolve("agent.yaml");
        Files.writeString(configuration, yaml);
        List<String> command = new ArrayList<>();
        if (aotOutput != null) {
            command.addAll(List.of("env", "LINNET_AOT_OUTPUT=" + aotOutput));
        }
        command.addAll(List.of(program.toString(), "run", "--config", configuration.toString()));
        startedNanos = System.nanoTime();
        this.program = new Program(command);
        this.program.drain();
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
