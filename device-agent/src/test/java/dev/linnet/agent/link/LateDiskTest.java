package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.DiskSpool;
import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Value;
import dev.linnet.websocket.CloseStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that comes long after the agent has started brings what former starts have left; a link may be up for weeks then. */
class LateDiskTest {
    @TempDir
    Path folder;

    private DiskSpool spool(String boot, VirtualLoop loop, Runnable fetched) {
        SpoolSettings settings = new SpoolSettings(
                SpoolSettings.Mode.AUTO,
                folder.resolve("spool"),
                4 << 20,
                64 << 20,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
        return new DiskSpool(boot, "machine", settings, loop, fetched);
    }

    @Test
    void theLinkIsMadeAnewToNameTheirStreams() throws Exception {
        VirtualLoop before = new VirtualLoop();
        DiskSpool former = spool("boot0", before, () -> {});
        former.start(() -> {});
        former.append("t", 1, Value.of(1));
        former.close(() -> {});
        before.settle();
        Path away = Files.move(folder.resolve("spool"), folder.resolve("away"));
        Files.writeString(folder.resolve("spool"), "not a folder");

        VirtualLoop loop = new VirtualLoop();
        LinkFixture[] fixture = new LinkFixture[1];
        DiskSpool spool = spool("boot1", loop, () -> fixture[0].link.wake());
        LinkFixture f = new LinkFixture(new Random(1), loop, spool, LinkFixture.NOON);
        fixture[0] = f;
        spool.start(() -> {});
        f.open();
        loop.advance(Duration.ofMinutes(2));
        assertThat(f.socket.open).isTrue();

        Files.delete(folder.resolve("spool"));
        Files.move(away, folder.resolve("spool"));
        loop.advance(Duration.ofSeconds(21)); // until the disk is tried again, and the next status
        assertThat(f.socket.open).isFalse();
        f.socket = new FakeSocket();
        f.closed(CloseStatus.NORMAL);
        f.awaitHello();
        assertThat(f.socket.takeSent())
                .singleElement()
                .isInstanceOfSatisfying(
                        Hello.class, hello -> assertThat(hello.spooled()).containsExactly("boot0"));
        f.welcome(Map.of("boot0", 0L, "boot1", 0L));
        loop.advance(Duration.ofSeconds(1));
        assertThat(f.telemetry()).hasSize(1);
        loop.advance(Duration.ofMinutes(1));
        assertThat(f.socket.open).as("once is enough").isTrue();
    }
}
