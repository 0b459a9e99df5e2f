package dev.linnet.hub;

import dev.linnet.hub.access.AccessException;
import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.AttemptLimit;
import dev.linnet.hub.access.Credentials;
import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.access.HttpGate;
import dev.linnet.hub.access.Login;
import dev.linnet.hub.command.CommandLedger;
import dev.linnet.hub.command.CommandRouter;
import dev.linnet.hub.command.SerialLoop;
import dev.linnet.hub.config.HubConfiguration;
import dev.linnet.hub.config.ListenAddress;
import dev.linnet.hub.config.LoginLink;
import dev.linnet.hub.config.StateDirectory;
import dev.linnet.hub.dashboard.Dashboard;
import dev.linnet.hub.device.AgentEndpoint;
import dev.linnet.hub.device.DeviceRegistry;
import dev.linnet.hub.device.DeviceSessions;
import dev.linnet.hub.device.PolledSessions;
import dev.linnet.hub.device.SessionLimits;
import dev.linnet.hub.history.HistoryException;
import dev.linnet.hub.history.HistoryReader;
import dev.linnet.hub.history.Journal;
import dev.linnet.hub.history.JournalWriter;
import dev.linnet.hub.live.LiveFeed;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.hub.mqtt.MqttBridge;
import dev.linnet.hub.web.Api;
import dev.linnet.hub.web.Health;
import dev.linnet.hub.web.Site;
import dev.linnet.hub.web.Workers;
import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.WebSocketServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A hub: the constructor wires its parts, {@link #start} brings them to life in the order in which they need each other,
 * {@link #close} ends them in the reverse.
 *
 * <pre>
 *   agents ═ WebSocketServer ─ Site ─┬─ AgentEndpoint ─ DeviceSession ─┬─▶ Journal ─ JournalWriter ─▶ history.db
 *   browsers ═        │              ├─ PolledSessions ─ DeviceSession (agents on networks that block WebSocket)
 *            ═        │              ├─ Api, Login, dashboard          └─▶ DeviceRegistry ─▶ MqttBridge, live feed
 *   programs ═        │              └─ CommandLedger ◀─ MqttBridge
 * </pre>
 */
public final class Hub implements AutoCloseable {
    /** Over how long agents are sent away when the hub stops, so that they do not all come back in one moment. */
    private static final Duration DRAIN = Duration.ofSeconds(2);

    /** How long the event loop may take to answer before it counts as stuck. */
    private static final Duration LIVENESS_PATIENCE = Duration.ofSeconds(5);

    private final HubConfiguration configuration;
    private final StateDirectory state;
    private final AccessStore access;
    private final Doorkeeper doorkeeper;
    private final Credentials credentials;
    private final DeviceRegistry registry;
    private final DeviceSessions sessions = new DeviceSessions();
    private final Journal journal;
    private final JournalWriter writer;
    private final HistoryReader history;
    private final SerialLoop loop = new SerialLoop();
    private final CommandLedger commands;
    private final AgentEndpoint agents;
    private final PolledSessions polled;
    private final Workers workers = new Workers();
    private final Housekeeping housekeeping;
    private final @Nullable MqttBridge bridge;
    private final LiveFeed live;
    private final WebSocketServer server;
    private final DeviceTracing tracing;
    private final Metrics metrics = new Metrics();

    private volatile @Nullable InetSocketAddress address; // written by start()
    private boolean closed; // start() and close() are one thread's

    public Hub(HubConfiguration configuration) {
        Clock clock = Clock.systemUTC();
        LongSupplier nanoClock = System::nanoTime;
        SecureRandom random = new SecureRandom();
        AttemptLimit attempts = new AttemptLimit(nanoClock);
        ServerOptions options = HubServer.options(configuration);

        this.configuration = configuration;
        state = new StateDirectory(configuration.state());
        access = new AccessStore(state.access());
        credentials = new Credentials(access, clock);
        doorkeeper = new Doorkeeper(access, clock);
        doorkeeper.onChange(sessions::endRevoked);

        registry = new DeviceRegistry(clock, configuration.lateAfter());
        journal = new Journal(configuration.history().queueBytes());
        journal.onLoss(registry::lost);
        writer = new JournalWriter(
                journal,
                state.history(),
                clock,
                configuration.history().commitEvery(),
                configuration.history().commitReadings(),
                configuration.history().retention(),
                nanoClock,
                metrics);
        history = new HistoryReader(state.history());

        commands = new CommandLedger(registry, sessions, loop, random, metrics);
        registry.listen(commands);
        agents = new AgentEndpoint(
                doorkeeper,
                attempts,
                sessions,
                registry,
                journal,
                MessageCodecs.of(new JsonCodec(), new CborCodec()),
                limits(configuration, options),
                commands,
                configuration.limits().handshakesPerSecond(),
                clock,
                nanoClock,
                metrics);
        polled = new PolledSessions(agents, nanoClock, random, metrics);
        bridge = configuration.mqtt() == null
                ? null
                : MqttBridge.of(configuration.mqtt(), Version.current(), registry, commands, metrics);

        HttpGate gate = new HttpGate(doorkeeper, attempts);
        live = new LiveFeed(registry, gate, clock, nanoClock, metrics);
        Site site = new Site(
                Map.of(AgentEndpoint.PATH, agents, LiveFeed.PATH, live),
                polled,
                new Api(gate, registry, history, commands, this::remove, this::trace, workers, clock),
                new Dashboard(gate),
                gate,
                new Login(credentials, doorkeeper, attempts, configuration.browserSession()),
                metrics,
                new Health(gate, writer::status),
                workers);
        server = new WebSocketServer(options, site, site);
        tracing = new DeviceTracing(server, nanoClock);
        housekeeping = new Housekeeping(
                doorkeeper, sessions, polled, tracing, writer, HubServer.watch(configuration.tls(), server));
        HubServer.count(server, metrics);
    }

    /**
     * Opens the history and the port.
     *
     * @throws IOException when the state folder cannot be used or the port is taken
     */
    public void start() throws IOException, HistoryException, AccessException {
        state.prepare();
        state.lock();
        doorkeeper.load();
        writer.start();
        history.devices().forEach(registry::restore);
        if (bridge != null) {
            bridge.start();
        }
        live.start();
        housekeeping.start();
        InetSocketAddress bound = server.start();
        address = bound;
        Logger.info("hub {}: listening on {}", Version.current(), ListenAddress.text(bound));
    }

    /** Where it listens, with the port that was picked; only once started. */
    public InetSocketAddress address() {
        InetSocketAddress bound = address;
        if (bound == null) {
            throw new IllegalStateException("the hub has not been started");
        }
        return bound;
    }

    /** A link that logs one browser in, once. */
    public URI newLoginLink() throws AccessException {
        return LoginLink.of(configuration, address(), credentials.newLoginCode());
    }

    /** Gives out tokens; after one for a device that had none, or another, {@link #refresh} lets it in at once. */
    public Credentials credentials() {
        return credentials;
    }

    /** Notices new and revoked tokens now, rather than within a second. */
    public void refresh() {
        doorkeeper.reload();
    }

    /** Reads certificate, key and the clients' authority again, soon; open connections go on with what they have. */
    public void reload() {
        housekeeping.reload();
    }

    /** Takes a device's token away at once. Returns false when it had none. */
    public boolean revoke(String device) throws AccessException {
        boolean had = access.removeDeviceToken(device);
        doorkeeper.reload();
        return had;
    }

    /** What every device is like now. */
    public DeviceRegistry devices() {
        return registry;
    }

    /** Sends commands. */
    public CommandRouter commands() {
        return commands;
    }

    /** What was read, and when. */
    public HistoryReader history() {
        return history;
    }

    /** Readings committed to the history since the start. */
    public long committedReadings() {
        return writer.committedReadings();
    }

    /** What the hub counts. */
    public Metrics metrics() {
        return metrics;
    }

    /** What keeps the hub from its work, in words; null when all is well. */
    public @Nullable String problem() {
        return writer.problem();
    }

    /**
     * Which part no longer moves, for a watchdog; null when all do. Blocks for some seconds at most. A disk that is full is no
     * reason to be restarted.
     */
    public @Nullable String stuck() {
        return writer.running()
                ? new LoopProbe(address(), LIVENESS_PATIENCE).complaint()
                : "the history's writer has ended";
    }

    /**
     * Sends the agents away with 1012, commits what they have sent, and ends. Idempotent. What cannot be committed was not
     * acknowledged, so agents send it again. A disk that hangs is left as it is after some seconds.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        agents.stop();
        housekeeping.close();
        commands.stop();
        polled.stop();
        if (address != null) {
            server.drain(DRAIN);
        }
        server.close();
        live.close();
        if (bridge != null) {
            bridge.close();
        }
        loop.close();
        workers.close();
        writer.close();
        if (writer.running()) {
            // The disk hangs, so what else is open there would not close either; the state stays locked until this
            // process has gone.
            Logger.warn("hub stopped, without its disk");
            return;
        }
        history.close();
        try {
            access.close();
        } catch (AccessException e) {
            Logger.warn("closing: {}", e.getMessage());
        }
        state.unlock();
        Logger.info("hub stopped");
    }

    private void trace(String device, boolean on) {
        tracing.set(device, on);
    }

    private boolean remove(String device) {
        boolean removed;
        try {
            removed = revoke(device);
        } catch (AccessException e) {
            throw new IllegalStateException("device '" + device + "' keeps its token: " + e.getMessage(), e);
        }
        removed |= registry.remove(device);
        if (removed) {
            journal.removed(device);
            Logger.info("device {}: removed", device);
        }
        return removed;
    }

    private static SessionLimits limits(HubConfiguration configuration, ServerOptions options) {
        SessionLimits usual = SessionLimits.DEFAULT;
        return new SessionLimits(
                configuration.limits().messageBytes(),
                configuration.limits().messageReadings(),
                configuration.limits().channels(),
                options.heartbeat(),
                usual.helloTimeout(),
                usual.faultsPerMinute());
    }
}
