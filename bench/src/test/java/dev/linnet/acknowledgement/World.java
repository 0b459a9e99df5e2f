package dev.linnet.acknowledgement;

import dev.linnet.agent.host.Timeline;
import dev.linnet.agent.link.Backlog;
import dev.linnet.agent.link.HubLink;
import dev.linnet.agent.link.LinkIdentity;
import dev.linnet.agent.link.LinkListener;
import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.DiskSpool;
import dev.linnet.agent.spool.Loss;
import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.hub.device.SteppedHub;
import dev.linnet.hub.history.SteppedJournal;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Value;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocketListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One agent and one hub, their real spool, link, session and journal, moved by hand. The {@link Oracle} looks at all that the history takes;
 * after every move, what the agent has forgotten must be there.
 */
final class World {
    private static final String DEVICE = "kitchen";
    private static final CloseStatus DEAD = CloseStatus.of(CloseStatus.ABNORMAL);
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final int ROUNDS = 2_000;

    /** So few that several streams are under way at once. */
    private static final Backlog BACKLOG = new Backlog(6, Duration.ofMillis(40));

    /** None: the hub remembers only what the agent may still send. */
    private static final int KEPT = 0;

    /** In a message: few, so that streams are left half sent. */
    private static final int MAX_READINGS = 4;

    private static final List<ChannelDescription> CHANNELS = List.of(
            channel("t", ChannelDescription.Type.NUMBER),
            channel("door", ChannelDescription.Type.BOOLEAN),
            channel("note", ChannelDescription.Type.TEXT));

    private static ChannelDescription channel(String id, ChannelDescription.Type type) {
        return new ChannelDescription(id, ChannelDescription.Kind.SENSOR, type, "", "", null);
    }

    private final Path folder;
    private final Setting setting;
    private final VirtualLoop loop = new VirtualLoop(); // one clock; a dead agent's tasks find nobody
    private final SteppedJournal journal;
    private final SteppedHub hub;
    private final List<Wire> wires = new ArrayList<>();

    private final Oracle oracle = new Oracle();
    private Agent agent;
    private int boots;

    private record Sampled(String channel, Value value) {}

    /** What ends with the agent's process. */
    private final class Agent {
        final DiskSpool spool;
        final HubLink link;
        final MessageCodec codec = setting.codec();
        final Set<String> streams = new LinkedHashSet<>(); // of this run
        boolean alive = true;

        Agent(Path directory) {
            spool = new DiskSpool("boot-" + ++boots, "machine", setting.spool(directory), loop, this::wake);
            link = new HubLink(
                    loop,
                    loop,
                    this::dial,
                    MessageCodecs.of(codec),
                    new LinkIdentity(DEVICE, "1", "", CHANNELS),
                    spool,
                    new Timeline(() -> NOON.plusNanos(loop.nanoTime()), loop::nanoTime, () -> true),
                    Map::of,
                    new Random(boots),
                    new Deaf(),
                    BACKLOG);
            spool.start(link::start);
        }

        /** What the hub has acknowledged is never sent again, even to a hub that does not know of it. */
        private void sent(ByteBuffer message) {
            try {
                if (codec.decodeFromAgent(message) instanceof Telemetry telemetry
                        && telemetry.firstSequence() <= spool.acknowledged(telemetry.boot())) {
                    throw new AssertionError(telemetry.boot() + ": number " + telemetry.firstSequence()
                            + " is sent, and acknowledged up to " + spool.acknowledged(telemetry.boot()));
                }
            } catch (MalformedMessageException e) {
                throw new AssertionError(e);
            }
        }

        private void wake() {
            link.wake();
        }

        private void dial(WebSocketListener listener) throws IOException {
            if (!alive) {
                throw new IOException("this agent is dead");
            }
            Wire wire = new Wire(codec, this::sent);
            wires.add(wire);
            wire.hub.listener(hub.session());
            wire.agent.listener(listener);
        }
    }

    /** Nothing but the link is of interest here. */
    private static final class Deaf implements LinkListener {
        @Override
        public void linkUp() {}

        @Override
        public void linkDown() {}

        @Override
        public void command(Command command) {}
    }

    World(Path folder, Setting setting) {
        this.folder = folder;
        this.setting = setting;
        this.journal = new SteppedJournal(DEVICE, setting.journal(), KEPT, oracle);
        this.hub = new SteppedHub(DEVICE, journal, setting.codec(), MAX_READINGS);
        this.agent = new Agent(folder.resolve("1"));
        pass(Duration.ofSeconds(1));
    }

    void move(Move move) throws IOException, InterruptedException {
        int amount = move.amount();
        switch (move.kind()) {
            case SAMPLE -> sample(1 + amount / 3);
            case PASS -> pass(Duration.ofMillis(amount < 80 ? amount : amount * 40L));
            case TO_HUB -> deliver(amount, true);
            case TO_AGENT -> deliver(amount, false);
            case COMMIT -> journal.commit();
            case AGENT_CUT -> cut(amount, true);
            case HUB_CUT -> cut(amount, false);
            case HUB_KILLED -> {
                wires.forEach(wire -> wire.hub.vanish());
                hub.crash();
            }
            case BACKUP -> {
                journal.backUp();
                oracle.backedUp();
            }
            case SET_BACK -> {
                if (setting.setBack()) {
                    wires.forEach(wire -> wire.hub.vanish());
                    hub.restoreBackup();
                    oracle.backupRestored();
                }
            }
            case AGENT_STOPPED -> {
                agent.spool.close(() -> {});
                pass(Duration.ZERO);
                restart();
            }
            case AGENT_KILLED -> {
                if (setting.mode() == SpoolSettings.Mode.ALWAYS) {
                    restart();
                }
            }
        }
        check();
    }

    private void sample(int count) {
        String stream = agent.spool.stream();
        for (int i = 0; i < count; i++) {
            int number = oracle.sampled(stream) + 1;
            Sampled one = switch (number % 5) {
                case 0 -> new Sampled("door", Value.of(number % 2 == 0));
                case 1 -> new Sampled("note", Value.of(stream + " " + number));
                default -> new Sampled("t", Value.of(number + boots / 64.0));
            };
            agent.spool.append(one.channel, loop.nanoTime(), one.value);
            oracle.sampled(stream, one.channel, NOON.plusNanos(loop.nanoTime()), one.value);
        }
        agent.streams.add(stream);
        agent.link.wake();
    }

    private void pass(Duration time) {
        loop.advance(time);
        keep();
    }

    /** The spool's turn has come: what was sampled is on the disk, or a stop would bring it there. */
    private void keep() {
        agent.streams.forEach(oracle::kept);
    }

    private void deliver(int amount, boolean toHub) {
        List<Wire> there = wires.stream()
                .filter(wire -> !(toHub ? wire.hub : wire.agent).isGone())
                .toList();
        if (!there.isEmpty()) {
            Wire wire = there.get(amount % there.size());
            Wire.End end = toHub ? wire.hub : wire.agent;
            for (int i = 0; i <= amount % 7 && end.deliver(); i++) {
                check();
            }
            pass(Duration.ZERO);
        }
    }

    private void cut(int amount, boolean agentNotices) {
        if (!wires.isEmpty()) {
            Wire wire = wires.get(amount % wires.size());
            (agentNotices ? wire.agent : wire.hub).die(DEAD);
            pass(Duration.ZERO);
            wires.removeIf(one -> one.agent.isGone() && one.hub.isGone());
        }
    }

    private void restart() throws IOException {
        agent.alive = false;
        agent.link.stop();
        wires.forEach(wire -> wire.agent.vanish());
        // The process's lock goes with it, the files stay.
        Path left = Files.createDirectories(folder.resolve(Integer.toString(boots + 1)));
        Path before = folder.resolve(Integer.toString(boots));
        if (Files.exists(before)) {
            try (Stream<Path> files = Files.list(before)) {
                for (Path file : files.toList()) {
                    Files.copy(file, left.resolve(file.getFileName()));
                }
            }
        }
        agent.spool.close(() -> {}); // of no effect on what was copied
        loop.settle();
        agent = new Agent(left);
        loop.settle();
    }

    /** What must hold at every moment. */
    private void check() {
        for (String stream : held()) {
            losses(stream).forEach(oracle::lost);
        }
        for (String stream : agent.streams) {
            long lost = losses(stream).stream()
                    .mapToLong(loss -> loss.last() - loss.first() + 1)
                    .sum();
            oracle.held(stream, agent.spool.remaining(stream, 0) + lost);
        }
    }

    private Set<String> held() {
        Set<String> held = new LinkedHashSet<>(agent.spool.formerStreams());
        held.add(agent.spool.stream());
        return held;
    }

    /** What of that stream the agent has lost, and the hub does not know. */
    private List<Loss> losses(String stream) {
        List<Loss> losses = new ArrayList<>();
        Loss loss = agent.spool.lost(stream, 0);
        while (loss != null) {
            losses.add(loss);
            loss = agent.spool.lost(stream, loss.last());
        }
        return losses;
    }

    /** Readings and losses that the hub has not acknowledged. */
    private boolean waits() {
        return agent.spool.depth().readings() > 0
                || held().stream().anyMatch(stream -> agent.spool.lost(stream, 0) != null);
    }

    /** Lets go of the last agent's files. */
    void close() {
        agent.spool.close(() -> {});
        loop.settle();
    }

    /** Nothing fails any more: everything arrives. */
    void settle() throws IOException, InterruptedException {
        wires.forEach(wire -> {
            wire.agent.die(DEAD);
            wire.hub.die(DEAD);
        });
        wires.clear();
        for (int round = 0; round < ROUNDS && waits(); round++) {
            pass(Duration.ofMillis(200));
            for (Wire wire : List.copyOf(wires)) {
                while (wire.hub.deliver() || wire.agent.deliver()) {
                    loop.settle();
                }
            }
            check(); // first: what the agent has lost is known before it is committed as such
            journal.commit();
            check();
        }
        if (waits()) {
            throw new AssertionError(agent.spool.depth().readings() + " readings never arrive");
        }
        oracle.complete();
    }
}
