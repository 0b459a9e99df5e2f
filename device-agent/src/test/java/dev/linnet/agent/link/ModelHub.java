package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Ack;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Status;
import dev.linnet.protocol.Telemetry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A hub as docs/protocol.md describes it, with a history that a crash cannot take and readings that it can. */
final class ModelHub {
    /** One run of the agent. */
    private static final class Boot {
        private final Map<Long, Reading> history = new TreeMap<>();
        private final List<Reading> uncommitted = new ArrayList<>();
        private long committed;
        private long received;
        private long lost;

        private void keep(Reading reading, boolean mayMiss) {
            if (reading.sequence() <= received) {
                return;
            }
            if (!mayMiss) {
                assertThat(reading.sequence()).as("nothing is left out").isEqualTo(received + 1);
            }
            received = reading.sequence();
            uncommitted.add(reading);
        }

        private void lose(long first, long last) {
            if (last > received) {
                assertThat(first).as("a gap stands where the readings would").isEqualTo(received + 1);
                lost += last - received;
                received = last;
            }
        }

        private void forgetUncommitted() {
            uncommitted.clear();
            received = committed;
        }
    }

    private final Map<String, Boot> boots = new HashMap<>();
    private final boolean mayMiss;
    private int taken;

    ModelHub() {
        this(false);
    }

    /** @param mayMiss whether the agent may leave readings out */
    ModelHub(boolean mayMiss) {
        this.mayMiss = mayMiss;
    }

    private Boot boot(String name) {
        return boots.computeIfAbsent(name, unknown -> new Boot());
    }

    /** Takes one message of the agent's. */
    void receive(LinkFixture f, Message.FromAgent message) {
        switch (message) {
            case Hello hello -> {
                crash();
                Map<String, Long> acknowledged = new HashMap<>();
                hello.spooled().forEach(former -> acknowledged.put(former, boot(former).committed));
                acknowledged.put(hello.boot(), boot(hello.boot()).committed);
                acknowledged.put(hello.stream(), boot(hello.stream()).committed);
                f.welcome(acknowledged);
            }
            case Telemetry telemetry -> {
                taken += telemetry.readings().size();
                Boot boot = boot(telemetry.boot());
                telemetry.readings().forEach(reading -> boot.keep(reading, mayMiss));
            }
            case Gap gap -> boot(gap.boot()).lose(gap.first(), gap.last());
            case Status status -> {}
            default -> throw new AssertionError("unexpected: " + message);
        }
    }

    /** Writes what has come to the disk. */
    void commit() {
        for (Boot boot : boots.values()) {
            for (Reading reading : boot.uncommitted) {
                assertThat(boot.history.put(reading.sequence(), reading))
                        .as("stored twice")
                        .isNull();
            }
            boot.uncommitted.clear();
            boot.committed = boot.received;
        }
    }

    /** Tells this agent what of its readings is committed, those of former boots included. */
    void acknowledge(LinkFixture f) {
        List<String> known = new ArrayList<>(f.spool.formerStreams());
        known.add(f.spool.stream());
        for (String name : known) {
            f.hub(new Ack(name, boot(name).committed));
        }
    }

    /** Everything that was not committed is gone. */
    void crash() {
        boots.values().forEach(Boot::forgetUncommitted);
    }

    /** How many readings have come, those that came again included. */
    int taken() {
        return taken;
    }

    /** How many readings of that stream the agent has said it lost. */
    long lost(String stream) {
        return boot(stream).lost;
    }

    Map<Long, Reading> history() {
        return history("boot1");
    }

    Map<Long, Reading> history(String boot) {
        return boot(boot).history;
    }
}
