package dev.linnet.hub.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Mosquitto of the test's own, on a free port of the loopback interface, that keeps nothing on disk. It can be
 * stopped, killed and started again on the same port.
 */
public final class Mosquitto implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final int port;
    private final Path binary;
    private @Nullable Process process;

    private Mosquitto(Path binary, Path folder, int port) {
        this.binary = binary;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one that lets everybody in. */
    public static Mosquitto open() {
        return start("allow_anonymous true");
    }

    /** Starts one that wants that user name and password. */
    public static Mosquitto withPassword(String username, String password) {
        try {
            Path folder = newFolder();
            Path passwords = Files.createFile(folder.resolve("passwords"));
            run("mosquitto_passwd", "-b", passwords.toString(), username, password);
            return start(folder, "allow_anonymous false", "password_file " + passwords);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one with those lines in its configuration. */
    public static Mosquitto start(String... configuration) {
        try {
            return start(newFolder(), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mosquitto start(Path folder, String... configuration) {
        try {
            Mosquitto broker = new Mosquitto(find("mosquitto"), folder, freePort());
            List<String> lines = new ArrayList<>(List.of(
                    "listener " + broker.port + " 127.0.0.1",
                    "persistence false",
                    "user root", // or else, started by root, it could not read files in temporary folders
                    "set_tcp_nodelay true"));
            lines.addAll(List.of(configuration));
            Files.write(folder.resolve("mosquitto.conf"), lines);
            broker.restart();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public URI url() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    /** Starts it again on the same port, after {@link #stop} or {@link #kill}; returns when it accepts connections. */
    public void restart() {
        try {
            Process started = new ProcessBuilder(
                            binary.toString(),
                            "-c",
                            folder.resolve("mosquitto.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("mosquitto.log").toFile()))
                    .start();
            process = started;
            awaitListening(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in an orderly way. */
    public void stop() {
        end(process -> process.destroy());
    }

    /** Ends it at once. */
    public void kill() {
        end(process -> process.destroyForcibly());
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(Consumer<Process> how) {
        Process running = process;
        if (running == null) {
            return;
        }
        how.accept(running);
        try {
            if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new IllegalStateException("mosquitto did not end within " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    private void awaitListening(Process started) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException e) {
                // Not yet; the wait ends early when it will never be.
                if (exited(started)) {
                    break;
                }
            }
        }
        throw new IllegalStateException("mosquitto does not listen on port " + port + ":\n"
                + Files.readString(folder.resolve("mosquitto.log")));
    }

    private static boolean exited(Process started) {
        try {
            return started.waitFor(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Path newFolder() throws IOException {
        return Files.createTempDirectory("linnet-mosquitto");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(find(program).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program + " failed with status " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Debian keeps the broker in a folder that is not on an ordinary user's path. */
    private static Path find(String program) {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/sbin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "these tests need a real broker, and there is no " + program + ": apt-get install mosquitto"));
    }
}
