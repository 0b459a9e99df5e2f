package dev.linnet.hub.mqtt;

import dev.linnet.hub.command.CommandRouter;
import dev.linnet.hub.config.MqttConfiguration;
import dev.linnet.hub.device.DeviceListener;
import dev.linnet.hub.device.DeviceRegistry;
import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Shows every device to an MQTT broker and takes commands from it. What it hears on event loops it only puts into the
 * {@link Outbox}; the broker is dealt with by the threads of {@link BrokerLink}.
 */
public final class MqttBridge implements DeviceListener, AutoCloseable {
    private final Topics topics;
    private final StateTopics stateTopics;
    private final DeviceRegistry registry;
    private final CommandIntake intake;
    private final Outbox outbox;
    private final BrokerLink link;
    private final JsonCodec codec = new JsonCodec();
    private final String version;
    private final Tuning tuning;
    private final @Nullable HomeAssistant homeAssistant;
    // Whether an announcement is on its way already: Home Assistant may say "online" as often as it likes.
    private final AtomicBoolean announcing = new AtomicBoolean();
    // What each device last said that it has, to withdraw what it no longer has. Each written by its device's loop.
    private final Map<String, DeviceSnapshot> shown = new ConcurrentHashMap<>();

    MqttBridge(
            Topics topics,
            String version,
            @Nullable HomeAssistant homeAssistant,
            DeviceRegistry registry,
            CommandRouter router,
            BrokerSettings settings,
            Tuning tuning,
            Metrics metrics) {
        BridgeCounters counters = new BridgeCounters(metrics);
        this.topics = topics;
        this.version = version;
        this.tuning = tuning;
        this.homeAssistant = homeAssistant;
        this.registry = registry;
        this.stateTopics = new StateTopics(topics);
        this.outbox = new Outbox(tuning.limits(), counters, System::nanoTime);
        this.intake = new CommandIntake(topics, registry, router, outbox, counters, codec);
        BrokerSession.Context context = new BrokerSession.Context(
                settings.url().toString(),
                new PahoBroker(settings),
                outbox,
                counters,
                filters(topics, homeAssistant),
                this::everything,
                Publication.state(topics.bridgeState(), "offline"),
                this::message,
                tuning.patience(),
                System::nanoTime);
        metrics.gauge("linnet_mqtt_readings_waiting", "Readings that wait for the broker.", outbox::waitingReadings);
        metrics.gauge("linnet_mqtt_states_waiting", "States that wait for the broker.", outbox::waitingStates);
        metrics.gauge("linnet_mqtt_connected", "Whether the broker is connected.", () -> connected() ? 1 : 0);
        this.link = new BrokerLink(context, new Backoff(tuning.backoff(), tuning.random()), tuning.watch());
    }

    /**
     * The bridge as it is configured.
     *
     * @param version the hub's
     */
    public static MqttBridge of(
            MqttConfiguration configuration,
            String version,
            DeviceRegistry registry,
            CommandRouter router,
            Metrics metrics) {
        Topics topics = new Topics(configuration.base());
        String clientId = configuration.clientId();
        BrokerSettings settings = new BrokerSettings(
                configuration.url(),
                clientId == null ? "linnet-hub-" + configuration.base().replace('/', '-') : clientId,
                configuration.username(),
                configuration.passwordFile(),
                configuration.caFile(),
                topics.bridgeState(),
                BrokerSettings.PATIENCE,
                BrokerSettings.KEEP_ALIVE);
        HomeAssistant homeAssistant =
                configuration.discovery() ? new HomeAssistant(topics, configuration.discoveryPrefix(), version) : null;
        return new MqttBridge(topics, version, homeAssistant, registry, router, settings, Tuning.usual(), metrics);
    }

    /** Starts to listen and to connect. */
    public void start() {
        registry.listen(this);
        registry.devices().forEach(device -> shown.putIfAbsent(device.id(), device.withoutValues()));
        link.start();
    }

    /** What waits for the broker. */
    Outbox outbox() {
        return outbox;
    }

    /** Whether the broker has been told everything and commands arrive. */
    public boolean connected() {
        return link.connected();
    }

    @Override
    public void close() {
        link.close();
    }

    @Override
    public void connected(DeviceSnapshot device) {
        if (!stateTopics.bridges(device)) {
            return;
        }
        List<Publication> states = new ArrayList<>();
        DeviceSnapshot before = shown.put(device.id(), device.withoutValues());
        if (before != null) {
            states.addAll(stateTopics.withdrawn(before, device));
        }
        if (homeAssistant != null) {
            List<ChannelDescription> gone = before == null ? List.of() : HomeAssistant.gone(before, device);
            states.add(homeAssistant.device(device, gone));
        }
        states.addAll(stateTopics.channels(device, id -> true));
        states.add(stateTopics.availability(device));
        outbox.states(states);
    }

    @Override
    public void availability(DeviceSnapshot device, List<String> channels) {
        if (!Topics.reservesDevice(device.id())) {
            outbox.states(stateTopics.channels(device, channels::contains));
        }
    }

    @Override
    public void disconnected(DeviceSnapshot device) {
        if (!Topics.reservesDevice(device.id())) {
            outbox.states(List.of(stateTopics.availability(device)));
        }
    }

    @Override
    public void readings(String device, String boot, List<Reading> readings, List<Reading> live) {
        if (Topics.reservesDevice(device)) {
            return;
        }
        outbox.states(stateTopics.values(device, live));
        outbox.telemetry(
                topics.telemetry(device),
                readings,
                all -> codec.senml(device + "/", all, channel -> unit(device, channel)));
    }

    @Override
    public void removed(String device) {
        DeviceSnapshot before = shown.remove(device);
        if (before != null && !Topics.reservesDevice(device)) {
            List<Publication> retractions = new ArrayList<>(stateTopics.withdrawn(before));
            if (homeAssistant != null) {
                retractions.add(homeAssistant.withdrawn(device));
            }
            outbox.states(retractions);
        }
    }

    private String unit(String device, String channel) {
        ChannelDescription description = registry.channel(device, channel);
        return description == null ? "" : description.unit();
    }

    /** All that is true now; the bridge's own state last, so that who sees it online sees nothing stale. */
    private List<Publication> everything() {
        List<Publication> states = new ArrayList<>();
        if (homeAssistant != null) {
            states.add(homeAssistant.bridge());
        }
        states.add(Publication.state(topics.bridgeInfo(), "{\"version\":\"" + version + "\"}"));
        for (DeviceSnapshot device : registry.devices()) {
            if (stateTopics.bridges(device)) {
                if (homeAssistant != null) {
                    states.add(homeAssistant.device(device, List.of()));
                }
                states.addAll(stateTopics.device(device));
            }
        }
        states.add(Publication.state(topics.bridgeState(), "online"));
        return states;
    }

    private void message(String topic, byte[] payload, boolean retained) {
        Topics.Target target = topics.commandTarget(topic);
        if (target != null) {
            intake.command(target, payload, retained);
        } else if (topic.equals(topics.bridgeState())
                && !retained
                && Arrays.equals(payload, Publication.utf8("offline"))) {
            // The last will of a connection that was given up: the broker noticed its end only now.
            outbox.states(List.of(Publication.state(topics.bridgeState(), "online")));
        } else if (homeAssistant != null
                && topic.equals(homeAssistant.statusTopic())
                && !retained
                && Arrays.equals(payload, Publication.utf8("online"))) {
            announceAgain();
        }
    }

    /** After a random while, lest every integration answers a restart of Home Assistant in the same moment. */
    private void announceAgain() {
        if (!announcing.compareAndSet(false, true)) {
            return;
        }
        long delay = (long) (tuning.announceWithin().toNanos() * tuning.random().nextDouble());
        Thread.ofVirtual().name("mqtt-announcement").start(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(delay);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            announcing.set(false);
            outbox.restate(everything());
        });
    }

    private static List<String> filters(Topics topics, @Nullable HomeAssistant homeAssistant) {
        List<String> filters = new ArrayList<>(List.of(topics.commandFilter(), topics.bridgeState()));
        if (homeAssistant != null) {
            filters.add(homeAssistant.statusTopic());
        }
        return filters;
    }
}
