package dev.linnet.acknowledgement;

import dev.linnet.agent.host.Timeline;
import dev.linnet.agent.link.HubLink;
import dev.linnet.agent.link.LinkIdentity;
import dev.linnet.agent.link.LinkListener;
import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.DiskSpool;
import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.hub.device.SteppedHub;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.protocol.Value;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocketListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One agent and one hub, their real spool, link, session and journal, moved by hand. Holds at every step: what the agent has forgotten is in
 * the history, and a boot's readings are in the history from 1 on, each once and in order.
 */
final class World {
    private static final String DEVICE = "kitchen";
    private static final CloseStatus DEAD = CloseStatus.of(CloseStatus.ABNORMAL);
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final int ROUNDS = 2_000;

    private final Path folder;
    private final SpoolSettings.Mode mode;
    private final VirtualLoop loop = new VirtualLoop(); // one clock; a dead agent's tasks find nobody
    private final SteppedHub hub;
    private final List<Wire> wires = new ArrayList<>();

    /** How many readings of each boot were sampled, and how many of those must outlive a kill. */
    private final Map<String, Long> sampled = new HashMap<>();

    private final Map<String, Long> kept = new HashMap<>();
    private Agent agent;
    private int boots;

    /** What ends with the agent's process. */
    private final class Agent {
        final DiskSpool spool;
        final HubLink link;
        final String boot;
        boolean alive = true;

        Agent(Path directory) {
            boot = "boot-" + ++boots;
            SpoolSettings settings =
                    new SpoolSettings(mode, directory, 8 << 20, 64 << 20, Duration.ofSeconds(3), Duration.ofDays(1));
            spool = new DiskSpool(boot, "machine", settings, loop, this::wake);
            link = new HubLink(
                    loop,
                    loop,
                    this::dial,
                    MessageCodecs.of(new JsonCodec()),
                    new LinkIdentity(
                            DEVICE,
                            "1",
                            "",
                            List.of(new ChannelDescription(
                                    "t",
                                    ChannelDescription.Kind.SENSOR,
                                    ChannelDescription.Type.NUMBER,
                                    "",
                                    "",
                                    null))),
                    spool,
                    new Timeline(() -> NOON.plusNanos(loop.nanoTime()), loop::nanoTime, () -> true),
                    Map::of,
                    new Random(boots),
                    new Deaf());
            spool.start(link::start);
        }

        private void wake() {
            link.wake();
        }

        private void dial(WebSocketListener listener) throws IOException {
            if (!alive) {
                throw new IOException("this agent is dead");
            }
            Wire wire = new Wire();
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

    /** @param capacity of the journal, in bytes; a small one pauses sockets */
    World(Path folder, SpoolSettings.Mode mode, long capacity) {
        this.folder = folder;
        this.mode = mode;
        this.hub = new SteppedHub(DEVICE, capacity);
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
            case COMMIT -> hub.commit();
            case AGENT_CUT -> cut(amount, true);
            case HUB_CUT -> cut(amount, false);
            case HUB_KILLED -> {
                wires.forEach(wire -> wire.hub.vanish());
                hub.crash();
            }
            case AGENT_STOPPED -> {
                agent.spool.close(() -> {});
                pass(Duration.ZERO);
                restart();
            }
            case AGENT_KILLED -> {
                if (mode == SpoolSettings.Mode.ALWAYS) {
                    restart();
                }
            }
        }
        check();
    }

    private void sample(int count) {
        for (int i = 0; i < count; i++) {
            agent.spool.append("t", loop.nanoTime(), Value.of(1.0 + i));
        }
        sampled.put(agent.boot, agent.spool.sampled());
        agent.link.wake();
    }

    private void pass(Duration time) {
        loop.advance(time);
        keep();
    }

    /** The spool's turn has come: what was sampled is on the disk, or a stop would bring it there. */
    private void keep() {
        kept.put(agent.boot, agent.spool.sampled());
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
        for (String boot : sampled.keySet()) {
            List<Long> stored = hub.stored(boot);
            for (int i = 0; i < stored.size(); i++) {
                if (stored.get(i) != i + 1) {
                    throw new AssertionError(boot + ": number " + stored.get(i) + " is stored where " + (i + 1)
                            + " belongs: lost, doubled or out of order");
                }
            }
        }
        long forgotten = agent.spool.sampled() - agent.spool.remaining(agent.boot, 0);
        if (forgotten > hub.stored(agent.boot).size()) {
            throw new AssertionError(agent.boot + ": the agent has forgotten " + forgotten
                    + " readings, the history has " + hub.stored(agent.boot).size());
        }
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
        for (int round = 0; round < ROUNDS && agent.spool.depth().readings() > 0; round++) {
            pass(Duration.ofMillis(200));
            for (Wire wire : List.copyOf(wires)) {
                while (wire.hub.deliver() || wire.agent.deliver()) {
                    loop.settle();
                }
            }
            hub.commit();
            check();
        }
        if (agent.spool.depth().readings() > 0) {
            throw new AssertionError(agent.spool.depth().readings() + " readings never arrive");
        }
        kept.forEach((boot, count) -> {
            if (hub.stored(boot).size() < count) {
                throw new AssertionError(boot + ": " + count + " were sampled, "
                        + hub.stored(boot).size() + " are stored");
            }
        });
    }
}
