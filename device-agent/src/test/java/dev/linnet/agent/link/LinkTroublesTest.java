package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the hub hears that channels give nothing. */
class LinkTroublesTest {
    private static final Map<String, String> SILENT = Map.of("t", "no answer at 0x76 on bus 1");

    private final LinkFixture f = new LinkFixture();

    @Test
    void helloSaysWhatIsSoAlready() {
        f.troubles = SILENT;
        f.connected();
        assertThat(f.socket.takeSent())
                .singleElement()
                .isInstanceOfSatisfying(
                        Hello.class, hello -> assertThat(hello.unavailable()).isEqualTo(SILENT));
        f.welcome(0);
        assertThat(f.socket.takeSent()).as("nothing new").isEmpty();
    }

    @Test
    void tellsEachChangeOnce() {
        f.open();
        change(SILENT);
        assertThat(f.socket.takeSent()).containsExactly(new Unavailable(SILENT));
        f.link.wake();
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(f.socket.takeSent()).isEmpty();
        change(Map.of());
        assertThat(f.socket.takeSent()).containsExactly(new Unavailable(Map.of()));
    }

    @Test
    void tellsWhatChangedBeforeTheWelcome() {
        f.connected();
        f.socket.takeSent();
        change(SILENT);
        assertThat(f.socket.takeSent()).isEmpty();
        f.welcome(0);
        assertThat(f.socket.takeSent()).containsExactly(new Unavailable(SILENT));
    }

    @Test
    void theValueThatEndedItComesFirst() {
        f.open();
        change(SILENT);
        f.socket.takeSent();
        f.troubles = Map.of();
        f.sample(1);
        f.loop.advance(Duration.ofSeconds(1));
        List<Message.FromAgent> sent = f.socket.takeSent();
        assertThat(sent).hasSize(2);
        assertThat(sent.getLast()).isEqualTo(new Unavailable(Map.of()));
    }

    @Test
    void whatTheSocketDoesNotTakeIsToldLater() {
        f.open();
        f.socket.room = 0;
        change(SILENT);
        f.socket.room = 10;
        f.writable();
        assertThat(f.socket.takeSent()).containsExactly(new Unavailable(SILENT));
    }

    @Test
    void longReasonsAreCutShort() {
        f.open();
        change(Map.of("t", "x".repeat(1_000)));
        assertThat(f.socket.takeSent())
                .singleElement()
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.channels().get("t"))
                                .hasSize(Unavailable.MAX_REASON_CHARS)
                                .endsWith("…"));
    }

    @Test
    void whatHelloHasNoRoomForFollowsTheWelcome() {
        f.connected().welcome(0, 1_024, 500);
        f.closed(1012); // and the hub comes back with other limits
        f.troubles = IntStream.range(0, 40).boxed().collect(Collectors.toMap(i -> "c-" + i, i -> "€".repeat(160)));
        f.awaitHello();
        assertThat(f.socket.takeSent().getLast())
                .isInstanceOfSatisfying(
                        Hello.class, hello -> assertThat(hello.unavailable()).isEmpty());
        f.welcome(0);
        assertThat(f.socket.takeSent()).containsExactly(new Unavailable(f.troubles));
    }

    private void change(Map<String, String> troubles) {
        f.troubles = troubles;
        f.link.wake();
        f.loop.advance(Duration.ofSeconds(1));
    }
}
