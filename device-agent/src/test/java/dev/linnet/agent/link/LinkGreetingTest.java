package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.MemorySpool;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A hub that takes small messages only, and an agent that has many former streams to name. */
class LinkGreetingTest {
    private static final int STREAMS = 300;

    private LinkFixture f = new LinkFixture();
    private final ModelHub hub = new ModelHub();
    private final List<Integer> named = new ArrayList<>();

    private static LinkFixture agentWith(int channels) {
        return new LinkFixture(
                new Random(4),
                new VirtualLoop(),
                new MemorySpool("boot1", 8 << 20),
                LinkFixture.NOON,
                IntStream.range(0, channels)
                        .mapToObj(i -> LinkFixture.channel("c-" + i))
                        .toList());
    }

    private void talk(Duration time) {
        for (int second = 0; second < time.toSeconds(); second++) {
            for (Message.FromAgent message : f.socket.takeSent()) {
                if (FakeSocket.CODEC.encode(message).length > f.maxMessage) {
                    f.closed(1009);
                    break;
                }
                if (message instanceof Hello hello) {
                    named.add(hello.spooled().size());
                }
                hub.receive(f, message);
            }
            f.pongs();
            hub.commit();
            if (f.link.state() == HubLink.State.OPEN) {
                hub.acknowledge(f);
            }
            f.loop.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void aDeviceWithMoreChannelsThanAMessageHoldsSaysSoInsteadOfWaiting() {
        f = agentWith(5_000);
        f.connected();
        assertThat(f.socket.takeSent().size()).isZero(); // to print it would take pages
        assertThat(f.socket.open).isFalse();
        assertThat(f.link.state()).isEqualTo(HubLink.State.BACKING_OFF);
        f.loop.advance(Duration.ofMinutes(10));
        assertThat(f.dialledAt).hasSizeBetween(4, 10);
    }

    @Test
    void andOneThatAHubMayBeMadeToTakeIsLeftToTheHub() {
        f = agentWith(1_000);
        f.connected();
        assertThat(f.socket.takeSent().size()).isEqualTo(1);
        assertThat(f.link.state()).isEqualTo(HubLink.State.GREETING);
    }

    @Test
    void isToldSmallerHellosAndGetsEveryStreamInItsTurn() {
        f.maxMessage = 1_024;
        for (int i = 0; i < STREAMS; i++) {
            f.sample(2);
            f.spool.begin();
        }
        f.connected();
        talk(Duration.ofMinutes(15));
        assertThat(named).hasSizeGreaterThan(STREAMS * 10 / f.maxMessage).allMatch(count -> count < STREAMS);
        assertThat(f.spool.formerStreams()).isEmpty();
        assertThat(f.spool.depth().readings()).isZero();
        assertThat(hub.taken()).as("each once").isEqualTo(2 * STREAMS);
        int connections = f.dialledAt.size();
        talk(Duration.ofMinutes(15));
        assertThat(f.dialledAt).as("and then there is rest").hasSize(connections);
    }
}
