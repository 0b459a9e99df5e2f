package dev.linnet.faults;

import dev.linnet.site.Program;
import dev.linnet.site.Site;
import dev.linnet.site.SiteException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An agent in a network namespace of its own, with all that can happen to it. */
final class Device implements AutoCloseable {
    static final String COUNT = "count";
    static final String LAMP = "lamp";
    private static final int PORT = 8081;

    private final String name;
    private final Site site;
    private final Network network;
    private final Disk disk;
    private final Link link;
    private final Service service;
    private final @Nullable Machine machine;
    private final @Nullable WallClock clock;
    private final boolean always;
    private final Duration peace;
    private final String encoding;
    private int counted; // the main thread's; when it was calmed
    private final List<Long> kills = new ArrayList<>(); // guarded by this; of the monotonic clock

    /**
     * @param always whether its spool writes every reading to the disk at once; only such a one is killed
     * @param stepped whether its wall clock can be stepped; half of either kind speak CBOR, too
     * @param peace its agent is left alone for at most so long; only one that lives for two heartbeats finds half-open connections
     */
    Device(
            String name,
            int number,
            boolean always,
            boolean stepped,
            Duration peace,
            Site site,
            InetSocketAddress hub,
            Findings findings)
            throws SiteException, InterruptedException {
        this.name = name;
        this.site = site;
        this.always = always;
        this.peace = peace;
        this.encoding = always == stepped ? "cbor" : "json";
        this.network = new Network(number);
        this.disk = new Disk(site.directory().resolve("disks").resolve(name));
        // In a mount namespace of its own, which would not see that its disk is writable again.
        this.machine = always && !stepped ? new Machine(site.directory().resolve(name + ".boot_id")) : null;
        this.clock = stepped ? new WallClock(site.directory().resolve(name + ".clock")) : null;
        network.open();
        disk.mount();
        try {
            this.link = new Link(new InetSocketAddress(network.address(), PORT), hub);
        } catch (IOException e) {
            throw new SiteException("cannot listen on " + network.address() + ": " + e.getMessage(), e);
        }
        this.service = new Service(name, this::program, null, findings);
    }

    private Program program() throws SiteException {
        List<String> command = new ArrayList<>(network.within());
        if (machine != null) {
            command.addAll(machine.within());
        }
        command.addAll(disk.within());
        if (clock != null) {
            command.addAll(clock.before());
        }
        command.addAll(site.agentCommand(name));
        return Program.start(name, site.directory(), command);
    }

    /** Issues its token and starts it. */
    void start() throws SiteException, InterruptedException {
        site.configureAgent(name, address(), encoding, devices("20ms"));
        link.start();
        service.start();
    }

    /** Ends its sampling: it starts once more with the right time, reads each sensor once, and sends all that it still has. */
    void calm() throws SiteException, InterruptedException {
        service.stop();
        counted = Sampled.read(countLog()).count();
        if (clock != null) {
            clock.step(Duration.ZERO);
        }
        site.reconfigureAgent(name, address(), encoding, devices("1h"));
        service.start();
    }

    /** Whether the last reading of all has been sampled. */
    boolean isCalm() throws SiteException {
        return Sampled.read(countLog()).count() > counted;
    }

    private URI address() {
        return URI.create("http://" + network.address() + ":" + PORT + "/");
    }

    private String devices(String every) {
        return """
                spool: { mode: %s, directory: %s }
                sensors:
                  - { id: %s, driver: simulated-counter, log: %s, every: %s }
                actuators:
                  - { id: %s, driver: simulated-dimmer, log: %s, every: 10s }
                """.formatted(
                        always ? "always" : "auto",
                        disk.directory().resolve("spool"),
                        COUNT,
                        countLog(),
                        every,
                        LAMP,
                        lampLog());
    }

    String name() {
        return name;
    }

    Path countLog() {
        return site.directory().resolve(name + "-count.log");
    }

    Path lampLog() {
        return site.directory().resolve(name + "-lamp.log");
    }

    Network network() {
        return network;
    }

    Disk disk() {
        return disk;
    }

    Link link() {
        return link;
    }

    /** Null for one that is not switched off. */
    @Nullable
    Machine machine() {
        return machine;
    }

    Service service() {
        return service;
    }

    @Nullable
    WallClock clock() {
        return clock;
    }

    Duration peace() {
        return peace;
    }

    boolean always() {
        return always;
    }

    void kill() throws SiteException, InterruptedException {
        long alive = service.kill();
        synchronized (this) {
            kills.add(alive);
        }
    }

    synchronized List<Long> kills() {
        return List.copyOf(kills);
    }

    /** How many files of its spool hold readings. */
    long segments() throws SiteException {
        Path spool = disk.directory().resolve("spool").resolve(name);
        if (!Files.exists(spool)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".segment")).count();
        } catch (IOException e) {
            throw new SiteException("cannot look into " + spool + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (spool %s)", name, always ? "always" : "auto");
    }

    @Override
    public void close() throws SiteException {
        service.close();
        try {
            link.close();
        } catch (IOException e) {
            throw new SiteException("the proxy of " + name + " does not close: " + e.getMessage(), e);
        }
    }
}
