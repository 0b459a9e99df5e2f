package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.DiskSpool;
import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that the spool holds and the present connection's hello did not name. The clock is the test's; the disk is real. */
class StreamsFoundLateTest {
    @TempDir
    Path folder;

    private final ModelHub hub = new ModelHub();
    private final List<List<String>> named = new ArrayList<>(); // by each hello
    private Path directory;
    private Path hidden;
    private LinkFixture f;

    /** A run leaves 50 readings, and the next one finds no disk. */
    @BeforeEach
    void aDiskThatCannotBeReadAtTheStart() throws IOException {
        directory = folder.resolve("spool");
        hidden = folder.resolve("hidden");
        f = start("boot1");
        f.sample(50);
        f.spool.close(() -> {});
        f.loop.settle();
        Files.move(directory, hidden);
        Files.writeString(directory, "no directory");
        f = start("boot2");
    }

    private LinkFixture start(String boot) {
        VirtualLoop loop = new VirtualLoop();
        SpoolSettings settings = new SpoolSettings(
                SpoolSettings.Mode.AUTO, directory, 4 << 20, 64 << 20, Duration.ofSeconds(10), Duration.ofSeconds(10));
        LinkFixture[] fixture = new LinkFixture[1];
        DiskSpool spool = new DiskSpool(boot, "machine", settings, loop, () -> fixture[0].link.wake());
        fixture[0] = new LinkFixture(new Random(1), loop, spool, LinkFixture.NOON);
        spool.clock(loop.nanoTime(), fixture[0].wall());
        spool.start(() -> {});
        loop.settle();
        return fixture[0];
    }

    private void theDiskIsBack() throws IOException {
        theDiskIsBack(Duration.ofSeconds(11)); // it is tried every ten
    }

    private void theDiskIsBack(Duration noticedAfter) throws IOException {
        Files.delete(directory);
        Files.move(hidden, directory);
        f.loop.advance(noticedAfter);
        assertThat(f.spool.formerStreams()).containsExactly("boot1");
    }

    /** Agent and hub talk, and the hub commits once a second. */
    private void talk(Duration time) {
        for (int second = 0; second < time.toSeconds(); second++) {
            for (Message.FromAgent message : f.socket.takeSent()) {
                if (message instanceof Hello hello) {
                    named.add(hello.spooled());
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
    void theLinkBeginsAnewAndBringsThemAcross() throws IOException {
        f.connected();
        talk(Duration.ofSeconds(30));
        assertThat(named).containsExactly(List.of());
        FakeSocket first = f.socket;
        theDiskIsBack();
        talk(HubLink.STABLE.multipliedBy(2));
        assertThat(hub.history("boot1")).hasSize(50);
        assertThat(f.spool.depth().readings()).isZero();
        assertThat(f.spool.formerStreams()).isEmpty();
        assertThat(first.closed).as("in good order").isNotNull().matches(status -> status.code() == 1000);
        assertThat(f.events).containsExactly("up", "down", "up");
    }

    @Test
    void itDoesSoOnce() throws IOException {
        f.connected();
        talk(Duration.ofSeconds(30));
        theDiskIsBack();
        talk(Duration.ofHours(1));
        assertThat(named).containsExactly(List.of(), List.of("boot1"));
    }

    @Test
    void betweenHelloAndWelcomeIsLateToo() throws IOException {
        f.loop.advance(Duration.ofSeconds(8)); // of the ten until the disk is tried again
        f.connected();
        assertThat(f.socket.takeSent()).singleElement().isInstanceOf(Hello.class);
        theDiskIsBack(Duration.ofSeconds(3));
        f.welcome(Map.of("boot2", 0L));
        f.loop.advance(Duration.ofSeconds(5));
        assertThat(f.socket.takeSent())
                .as("the hub may have forgotten what it has of a stream that nobody names")
                .noneMatch(Telemetry.class::isInstance);
        talk(HubLink.STABLE.multipliedBy(2));
        assertThat(named).containsExactly(List.of("boot1"));
        assertThat(hub.history("boot1")).hasSize(50);
    }

    @Test
    void anAgentThatStopsDoesNotBeginAnew() throws IOException {
        f.connected();
        talk(Duration.ofSeconds(30));
        theDiskIsBack();
        f.link.drain(() -> {});
        f.loop.advance(HubLink.STABLE.multipliedBy(2));
        assertThat(f.socket.closed).isNull();
    }
}
