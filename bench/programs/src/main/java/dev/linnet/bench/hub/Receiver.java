package dev.linnet.bench.hub;

import dev.linnet.bench.process.Ports;
import dev.linnet.bench.process.Program;
import dev.linnet.bench.process.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A program that takes the agents' readings on the second core, in a folder of its own that is new at each start. */
final class Receiver implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Program program;
    private final int port;

    private Receiver(int core, List<String> command, int port) throws IOException, InterruptedException {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        pinned.addAll(command);
        this.port = port;
        program = new Program(pinned);
        program.drain();
        try {
            Ports.awaitListening(port, START);
        } catch (IOException e) {
            program.close();
            throw e;
        }
    }

    /** The installed hub with the options that are shipped, less heap, and a broker. */
    static Receiver hub(Path program, Path directory, Fleet fleet, int brokerPort)
            throws IOException, InterruptedException {
        empty(directory);
        Path state = Files.createDirectories(directory.resolve("state"));
        fleet.admitTo(state);
        int port = Ports.free();
        Path configuration = directory.resolve("hub.yaml");
        Files.writeString(configuration, """
                listen: 127.0.0.1:%d
                state: state
                limits: { handshakes-per-second: 100000 }
                mqtt: { url: "tcp://127.0.0.1:%d" }
                """.formatted(port, brokerPort));
        return new Receiver(
                1,
                List.of(
                        "env",
                        "LINNET_JAVA_OPTIONS=-Xmx64m",
                        program.toString(),
                        "run",
                        "--config",
                        configuration.toString()),
                port);
    }

    /** Node-RED with the flow WebSocket → JSON → MQTT. */
    static Receiver nodeRed(Path peers, Path directory, int brokerPort) throws IOException, InterruptedException {
        empty(directory);
        int port = Ports.free();
        Files.copy(peers.resolve("settings.js"), directory.resolve("settings.js"));
        Files.writeString(
                directory.resolve("flows.json"),
                Files.readString(peers.resolve("flows.json")).replace("BROKER_PORT", Integer.toString(brokerPort)));
        return new Receiver(
                1,
                List.of(
                        "node",
                        peers.resolve("node_modules/node-red/red.js").toString(),
                        "--userDir",
                        directory.toString(),
                        "--settings",
                        directory.resolve("settings.js").toString(),
                        "--port",
                        Integer.toString(port),
                        "flows.json"),
                port);
    }

    /** Mosquitto: on the second core as a contender, on the first as the broker of the others. */
    static Receiver mosquitto(Path directory, int core) throws IOException, InterruptedException {
        empty(directory);
        int port = Ports.free();
        Path configuration = directory.resolve("mosquitto.conf");
        Files.writeString(configuration, """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                log_type none
                set_tcp_nodelay true
                """.formatted(port));
        return new Receiver(core, List.of("mosquitto", "-c", configuration.toString()), port);
    }

    int port() {
        return port;
    }

    Usage usage() {
        return new Usage(program.pid());
    }

    @Override
    public void close() {
        program.close();
    }

    private static void empty(Path directory) throws IOException {
        if (Files.exists(directory)) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(directory)) {
                files = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.createDirectories(directory);
    }
}
