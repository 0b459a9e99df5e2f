package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Ack;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A hub as docs/protocol.md describes it, with a history that a crash cannot take and readings that it can. */
final class ModelHub {
    private final Map<Long, Reading> history = new TreeMap<>();
    private final List<Reading> uncommitted = new ArrayList<>();
    private long committed;
    private long received;
    private int taken;

    /** Takes one message of the agent's. */
    void receive(LinkFixture f, Message.FromAgent message) {
        switch (message) {
            case Hello hello -> {
                received = committed;
                uncommitted.clear();
                f.welcome(committed);
            }
            case Telemetry telemetry -> telemetry.readings().forEach(this::keep);
            default -> throw new AssertionError("unexpected: " + message);
        }
    }

    private void keep(Reading reading) {
        taken++;
        if (reading.sequence() <= received) {
            return;
        }
        assertThat(reading.sequence()).as("nothing is left out").isEqualTo(received + 1);
        received = reading.sequence();
        uncommitted.add(reading);
    }

    /** Writes what has come to the disk. */
    void commit() {
        for (Reading reading : uncommitted) {
            assertThat(history.put(reading.sequence(), reading))
                    .as("stored twice")
                    .isNull();
        }
        uncommitted.clear();
        committed = received;
    }

    void acknowledge(LinkFixture f) {
        f.hub(new Ack("boot1", committed));
    }

    /** Everything that was not committed is gone. */
    void crash() {
        uncommitted.clear();
        received = committed;
    }

    /** How many readings have come, those that came again included. */
    int taken() {
        return taken;
    }

    Map<Long, Reading> history() {
        return history;
    }
}
