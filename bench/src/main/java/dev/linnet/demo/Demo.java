package dev.linnet.demo;

import dev.linnet.protocol.Result;
import dev.linnet.site.HubClient;
import dev.linnet.site.Ports;
import dev.linnet.site.Program;
import dev.linnet.site.Site;
import dev.linnet.site.SiteException;
import dev.linnet.site.Subscriber;
import dev.linnet.site.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;

/** Runs everything once, by the rules of production, and checks that it is true what it says in the end. */
public final class Demo {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration COMMAND = Duration.ofSeconds(15);
    private static final String RELAY = "linnet/" + Site.KITCHEN + "/relay";
    private static final int COMMANDS = 2;
    private static final int MIN_READINGS = 20;

    private final Options options;
    private final Waiting waiting;
    private int commandsDone; // main thread

    private Demo(Options options, Waiting waiting) {
        this.options = options;
        this.waiting = waiting;
    }

    /** Ends with status 0 only if all is as it must be. */
    public static void main(String[] args) {
        Options options = new Options();
        CommandLine commandLine = new CommandLine(options).setCommandName("./demo");
        try {
            commandLine.parseArgs(args);
        } catch (CommandLine.ParameterException e) {
            System.err.println("demo: " + e.getMessage());
            commandLine.usage(System.err);
            System.exit(2);
        }
        if (options.help) {
            commandLine.usage(System.out);
            return;
        }
        Waiting waiting = new Waiting();
        CompletableFuture<Integer> end = new CompletableFuture<>();
        // Ctrl-C ends the demo in order, with its last line and its own exit status.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            waiting.stop();
            Runtime.getRuntime().halt(end.join());
        }));
        int status = 1;
        try {
            status = new Demo(options, waiting).run() ? 0 : 1;
        } catch (SiteException e) {
            System.err.println("demo: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end.complete(status);
        }
        System.exit(status);
    }

    private boolean run() throws SiteException, InterruptedException {
        Site site = new Site(options.directory, options.hub, options.agent);
        int port = Ports.free(options.port, "the hub", "--port N");
        String external = options.mqtt;
        String broker = external != null
                ? external
                : "tcp://127.0.0.1:" + Ports.free(options.mqttPort, "the MQTT broker", "--mqtt-port N");
        URI hub = URI.create("http://127.0.0.1:" + port + "/");
        site.configureHub(port, broker);
        site.configureThisMachine(hub);
        site.configureKitchen(hub);
        String token = site.apiToken();
        long readings;
        long lost;
        long messages;
        try (EmbeddedBroker _ =
                        external == null ? new EmbeddedBroker(URI.create(broker).getPort()) : null;
                Subscriber subscriber = new Subscriber(
                        broker, "linnet-demo-" + ProcessHandle.current().pid());
                HubClient client = new HubClient(hub, token)) {
            try (Program hubProgram = site.startHub()) {
                waiting.until("the hub", START, () -> alive(hubProgram) && client.healthy());
                long sampled = withAgents(site, client, subscriber, new Guide(site.loginLink(), hub, broker, token));
                hubProgram.stop();
                readings = site.history().readings(Site.THIS_MACHINE)
                        + site.history().readings(Site.KITCHEN);
                lost = sampled - readings;
            }
            messages = subscriber.messages();
        }
        System.out.printf(
                "demo: %d readings stored, %d commands done, %d MQTT messages, %d lost%n",
                readings, commandsDone, messages, lost);
        return readings > MIN_READINGS && commandsDone == COMMANDS && messages > 0 && lost == 0;
    }

    /** Returns how many readings the agents have sampled. */
    private long withAgents(Site site, HubClient client, Subscriber subscriber, Guide guide)
            throws SiteException, InterruptedException {
        try (Program machine = site.startAgent(Site.THIS_MACHINE);
                Program kitchen = site.startAgent(Site.KITCHEN)) {
            for (String device : List.of(Site.THIS_MACHINE, Site.KITCHEN)) {
                waiting.until(
                        device + " at the broker",
                        START,
                        () -> alive(machine)
                                && alive(kitchen)
                                && "online".equals(subscriber.latest("linnet/" + device + "/availability")));
            }
            guide.print();
            switchByMqtt(subscriber);
            switchByHttp(client, subscriber);
            waiting.forSeconds(options.seconds);
            System.out.println("stopping");
            machine.stop();
            kitchen.stop();
            return machine.sampled() + kitchen.sampled();
        }
    }

    private void switchByMqtt(Subscriber subscriber) throws SiteException, InterruptedException {
        subscriber.publish(RELAY + "/set", "{\"id\":\"demo-mqtt\",\"value\":true}");
        waiting.until(
                "the relay's answer to MQTT", COMMAND, () -> subscriber.result(RELAY + "/result", "demo-mqtt") != null);
        Result result = subscriber.result(RELAY + "/result", "demo-mqtt");
        if (result == null || result.status() != Result.Status.DONE) {
            throw new SiteException("the relay was not switched by MQTT: " + result);
        }
        relayIs(subscriber, "ON");
        System.out.println("switched the relay on through MQTT: " + result.status());
    }

    private void switchByHttp(HubClient client, Subscriber subscriber) throws SiteException, InterruptedException {
        String answer = client.post("api/v1/devices/kitchen/channels/relay/commands", "{\"value\":false}");
        if (!answer.contains("\"status\":\"done\"")) {
            throw new SiteException("the relay was not switched by HTTP: " + answer);
        }
        relayIs(subscriber, "OFF");
        System.out.println("switched the relay off through HTTP: " + answer.strip());
    }

    /** A command counts as done when the broker shows it, too. */
    private void relayIs(Subscriber subscriber, String state) throws SiteException, InterruptedException {
        waiting.until("the relay's state at the broker", COMMAND, () -> state.equals(subscriber.latest(RELAY)));
        commandsDone++;
    }

    private static boolean alive(Program program) throws SiteException {
        if (!program.running()) {
            throw new SiteException(program.log() + " says why it ended:\n" + program.tail());
        }
        return true;
    }
}
