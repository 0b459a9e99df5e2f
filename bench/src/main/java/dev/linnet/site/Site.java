package dev.linnet.site;

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

/** A folder of its own: configurations, tokens, the hub's state and everybody's logs, new at each start. */
public final class Site {
    public static final String THIS_MACHINE = "this-machine";
    public static final String KITCHEN = "kitchen";

    private static final Pattern SECRET = Pattern.compile("\\bln[da]_[A-Za-z0-9_-]+");
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    private final Path directory;
    private final Path hub;
    private final Path agent;

    /**
     * @param directory emptied first
     * @param hub the program {@code linnet-hub}
     * @param agent the program {@code linnet-agent}
     */
    public Site(Path directory, Path hub, Path agent) throws SiteException {
        this.directory = directory.toAbsolutePath();
        this.hub = hub.toAbsolutePath();
        this.agent = agent.toAbsolutePath();
        for (Path program : List.of(this.hub, this.agent)) {
            if (!Files.isExecutable(program)) {
                throw new SiteException(program + " is missing: ./demo and ./test build it");
            }
        }
        try {
            empty();
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new SiteException("cannot prepare " + directory + ": " + e.getMessage(), e);
        }
    }

    public Path directory() {
        return directory;
    }

    public History history() {
        return new History(directory.resolve("state/history.db"));
    }

    public void configureHub(int port, String mqttUrl) throws SiteException {
        write("hub.yaml", """
                listen: 127.0.0.1:%d
                state: state
                mqtt: { url: "%s" }
                """.formatted(port, mqttUrl));
    }

    /** This machine's own sensors. */
    public void configureThisMachine(URI hub) throws SiteException, InterruptedException {
        configureAgent(THIS_MACHINE, hub, """
                sensors:
                  - { id: host, driver: host, every: 1s }
                """);
    }

    /** A kitchen that is not there. */
    public void configureKitchen(URI hub) throws SiteException, InterruptedException {
        configureAgent(KITCHEN, hub, """
                sensors:
                  - { id: temperature, driver: simulated, min: 19, max: 23, noise: 0.1, period: 2m, every: 1s }
                  - { id: door, driver: simulated-switch, period: 7s, every: 500ms }
                actuators:
                  - { id: relay, driver: simulated-relay, every: 10s, fail-safe: { state: off, after: 60s } }
                """);
    }

    /** Issues the device a token and writes its configuration; {@code devices} are the sections behind {@code hub:}. */
    public void configureAgent(String device, URI hub, String devices) throws SiteException, InterruptedException {
        configureAgent(device, hub, "json", devices);
    }

    /** The same, for an agent that prefers another encoding. */
    public void configureAgent(String device, URI hub, String encoding, String devices)
            throws SiteException, InterruptedException {
        replaceToken(device, secret("token", "add", device));
        reconfigureAgent(device, hub, encoding, devices);
    }

    /** Writes the configuration anew, for the token that the device has. */
    public void reconfigureAgent(String device, URI hub, String encoding, String devices) throws SiteException {
        write(device + ".yaml", """
                device: %s
                hub: { url: "ws://%s/agent", token-file: %s.token, encoding: %s }
                """.formatted(device, hub.getAuthority(), device, encoding) + devices);
    }

    /** A token for programs that may switch. */
    public String apiToken() throws SiteException, InterruptedException {
        return secret("api-token", "add", "demo");
    }

    /** An address that logs one browser in, once. */
    public String loginLink() throws SiteException, InterruptedException {
        return find(ADDRESS, ask("login-link"));
    }

    public Program startHub() throws SiteException {
        return Program.start("hub", directory, hubCommand());
    }

    public List<String> hubCommand() {
        return List.of(hub.toString(), "run", "--config", file("hub.yaml"));
    }

    public Program startAgent(String device) throws SiteException {
        return Program.start(device, directory, agentCommand(device));
    }

    public List<String> agentCommand(String device) {
        return List.of(agent.toString(), "run", "--config", file(device + ".yaml"));
    }

    /** Gives the device's agent another token than the one that was issued. */
    public void replaceToken(String device, String token) throws SiteException {
        write(device + ".token", token + "\n");
    }

    private String secret(String... arguments) throws SiteException, InterruptedException {
        return find(SECRET, ask(arguments));
    }

    private String ask(String... arguments) throws SiteException, InterruptedException {
        return Program.output(
                directory,
                Stream.concat(
                                Stream.of(hub.toString()),
                                Stream.concat(Stream.of(arguments), Stream.of("--config", file("hub.yaml"))))
                        .toList());
    }

    private static String find(Pattern pattern, String output) throws SiteException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new SiteException("the hub's answer has no " + pattern + ":\n" + output);
        }
        return matcher.group();
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    /** A file of that text in the folder. */
    public Path write(String name, String text) throws SiteException {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new SiteException("cannot write " + name + ": " + e.getMessage(), e);
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
