package dev.linnet.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The demo's folder: configurations, tokens, the hub's state and everybody's logs, new at each start. */
final class Site {
    static final String THIS_MACHINE = "this-machine";
    static final String KITCHEN = "kitchen";

    private static final Pattern SECRET = Pattern.compile("\\bln[da]_[A-Za-z0-9_-]+");
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    private final Path directory;
    private final Path hub;
    private final Path agent;

    Site(Options options) throws DemoException {
        this.directory = options.directory.toAbsolutePath();
        this.hub = options.hub.toAbsolutePath();
        this.agent = options.agent.toAbsolutePath();
        for (Path program : List.of(hub, agent)) {
            if (!Files.isExecutable(program)) {
                throw new DemoException(program + " is missing: start the demo with ./demo, which builds it");
            }
        }
        try {
            empty();
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new DemoException("cannot prepare " + directory + ": " + e.getMessage(), e);
        }
    }

    Path directory() {
        return directory;
    }

    History history() {
        return new History(directory.resolve("state/history.db"));
    }

    void configureHub(int port, String mqttUrl) throws DemoException {
        write("hub.yaml", """
                listen: 127.0.0.1:%d
                state: state
                mqtt: { url: "%s" }
                """.formatted(port, mqttUrl));
    }

    /** This machine's own sensors. */
    void configureThisMachine(URI hub) throws DemoException, InterruptedException {
        configureAgent(THIS_MACHINE, hub, """
                sensors:
                  - { id: host, driver: host, every: 1s }
                """);
    }

    /** A kitchen that is not there. */
    void configureKitchen(URI hub) throws DemoException, InterruptedException {
        configureAgent(KITCHEN, hub, """
                sensors:
                  - { id: temperature, driver: simulated, min: 19, max: 23, noise: 0.1, period: 2m, every: 1s }
                  - { id: door, driver: simulated-switch, period: 7s, every: 500ms }
                actuators:
                  - { id: relay, driver: simulated-relay, every: 10s, fail-safe: { state: off, after: 60s } }
                """);
    }

    private void configureAgent(String device, URI hub, String devices) throws DemoException, InterruptedException {
        write(device + ".token", secret("token", "add", device) + "\n");
        write(device + ".yaml", """
                device: %s
                hub: { url: "ws://%s/agent", token-file: %s.token }
                """.formatted(device, hub.getAuthority(), device) + devices);
    }

    /** A token for programs that may switch. */
    String apiToken() throws DemoException, InterruptedException {
        return secret("api-token", "add", "demo");
    }

    /** An address that logs one browser in, once. */
    String loginLink() throws DemoException, InterruptedException {
        return find(ADDRESS, ask("login-link"));
    }

    Program startHub() throws DemoException {
        return Program.start("hub", directory, List.of(hub.toString(), "run", "--config", file("hub.yaml")));
    }

    Program startAgent(String device) throws DemoException {
        return Program.start(device, directory, List.of(agent.toString(), "run", "--config", file(device + ".yaml")));
    }

    private String secret(String... arguments) throws DemoException, InterruptedException {
        return find(SECRET, ask(arguments));
    }

    private String ask(String... arguments) throws DemoException, InterruptedException {
        return Program.output(
                directory,
                Stream.concat(
                                Stream.of(hub.toString()),
                                Stream.concat(Stream.of(arguments), Stream.of("--config", file("hub.yaml"))))
                        .toList());
    }

    private static String find(Pattern pattern, String output) throws DemoException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new DemoException("the hub's answer has no " + pattern + ":\n" + output);
        }
        return matcher.group();
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void write(String name, String text) throws DemoException {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new DemoException("cannot write " + name + ": " + e.getMessage(), e);
        }
    }

    private void empty() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
