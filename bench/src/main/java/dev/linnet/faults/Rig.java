package dev.linnet.faults;

import dev.linnet.site.HubClient;
import dev.linnet.site.Program;
import dev.linnet.site.Site;
import dev.linnet.site.SiteException;
import dev.linnet.site.Waiting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A hub, a broker and some devices, in namespaces of their own, that can be made to fail. */
final class Rig implements AutoCloseable {
    private static final int HUB_PORT = 8080;
    private static final int BROKER_PORT = 1883;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(250);
    /** A hub whose disk is full, or locked, when it starts says so and ends; systemd tries again. */
    private static final Pattern DISK_TROUBLE = Pattern.compile("\\.db: \\[SQLITE_(FULL|BUSY|IOERR)");

    static final String BROKER = "tcp://127.0.0.1:" + BROKER_PORT;

    private final Site site;
    private final Waiting waiting;
    private final Findings findings;
    private final Disk hubDisk;
    private final Service broker;
    private final Service hub;
    private final List<Device> devices = new ArrayList<>();
    private final HubClient client;
    private final Thread supervisor =
            Thread.ofPlatform().name("supervisor").daemon().unstarted(this::supervise);

    Rig(Site site, Waiting waiting, Findings findings) throws SiteException, InterruptedException {
        this.site = site;
        this.waiting = waiting;
        this.findings = findings;
        this.hubDisk = new Disk(site.directory().resolve("state"));
        hubDisk.mount();
        Path brokerSettings = site.write(
                "mosquitto.conf", "listener " + BROKER_PORT + " 127.0.0.1\nallow_anonymous true\npersistence false\n");
        broker = new Service(
                "broker",
                () -> Program.start(
                        "broker", site.directory(), List.of("/usr/sbin/mosquitto", "-c", brokerSettings.toString())),
                null,
                findings);
        hub = new Service(
                "hub",
                () -> Program.start(
                        "hub",
                        site.directory(),
                        Stream.concat(hubDisk.within().stream(), site.hubCommand().stream())
                                .toList()),
                DISK_TROUBLE,
                findings);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), HUB_PORT);
        site.configureHub(HUB_PORT, BROKER);
        devices.add(new Device("attic", 1, true, false, Duration.ofSeconds(10), site, address, findings));
        devices.add(new Device("cellar", 2, true, true, Duration.ofSeconds(30), site, address, findings));
        devices.add(new Device("garden", 3, false, false, Duration.ofSeconds(20), site, address, findings));
        devices.add(new Device("pond", 4, false, true, Duration.ofSeconds(90), site, address, findings));
        client = new HubClient(URI.create("http://127.0.0.1:" + HUB_PORT + "/"), site.apiToken());
    }

    void start() throws SiteException, InterruptedException {
        broker.start();
        hub.start();
        supervisor.start();
        waiting.until("the hub", START, client::healthy);
        for (Device device : devices) {
            device.start();
        }
    }

    private void supervise() {
        List<Service> services = new ArrayList<>(List.of(broker, hub));
        devices.forEach(device -> services.add(device.service()));
        try {
            while (true) {
                for (Service service : services) {
                    service.tend();
                }
                Thread.sleep(LOOK);
            }
        } catch (SiteException e) {
            findings.add("the supervisor cannot go on: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<Target> targets() {
        List<Target> targets = new ArrayList<>(
                List.of(HubFaults.hub(hub), HubFaults.history(site.history(), hubDisk), HubFaults.broker(broker)));
        for (Device device : devices) {
            targets.add(AgentFaults.target(device));
            targets.add(LinkFaults.target(device));
            WallClock clock = device.clock();
            if (clock != null) {
                targets.add(ClockFaults.target(device, clock));
            }
        }
        return targets;
    }

    List<Device> devices() {
        return List.copyOf(devices);
    }

    Service hub() {
        return hub;
    }

    HubClient client() {
        return client;
    }

    Site site() {
        return site;
    }

    @Override
    public void close() throws SiteException {
        supervisor.interrupt();
        client.close();
        for (Device device : devices) {
            device.close();
        }
        hub.close();
        broker.close();
    }
}
