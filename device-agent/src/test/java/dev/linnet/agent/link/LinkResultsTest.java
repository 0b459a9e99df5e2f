package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Message;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Results reach the hub, whatever happens to the link, and are forgotten once they have. */
class LinkResultsTest {
    private final LinkFixture f = new LinkFixture();

    private static Result done(int id) {
        return Result.done("c" + id, Value.of(true));
    }

    private List<Message.FromAgent> results() {
        return f.socket.takeSent().stream().filter(Result.class::isInstance).toList();
    }

    private void reconnect() {
        f.closed(1006);
        f.awaitHello();
        f.welcome(0);
    }

    @Test
    void aResultLeavesAtOnce() {
        f.open();
        f.link.result(done(1));
        assertThat(results()).containsExactly(done(1));
        f.loop.advance(Duration.ofMinutes(5));
        assertThat(results()).isEmpty();
    }

    @Test
    void aResultThatMayNotHaveArrivedIsSentAgainOnTheNextLink() {
        f.open();
        f.link.result(done(1));
        f.link.result(done(2));
        f.pong(f.socket.pings.getFirst()); // the hub has read the first one, and what came before it
        f.pong("someone-else's");
        reconnect();
        assertThat(results()).containsExactly(done(2));
        f.pong(f.socket.pings.getLast());
        reconnect();
        assertThat(results()).isEmpty();
    }

    @Test
    void aPongOfAnEarlierLinkProvesNothing() {
        f.open();
        f.link.result(done(1));
        String old = f.socket.pings.getLast();
        reconnect();
        assertThat(results()).containsExactly(done(1));
        f.pong(old);
        reconnect();
        assertThat(results()).containsExactly(done(1));
    }

    @Test
    void resultsWaitForTheWelcomeAndForRoom() {
        f.connected();
        f.socket.takeSent();
        f.link.result(done(1));
        f.link.result(done(2));
        assertThat(results()).isEmpty();
        f.socket.room = 1;
        f.welcome(0);
        assertThat(results()).containsExactly(done(1));
        f.socket.room = 9;
        f.writable();
        assertThat(results()).containsExactly(done(2));
    }

    @Test
    void withoutAHubTheNewestAreKept() {
        f.refusal = new IOException("away");
        f.connected();
        for (int i = 0; i < 300; i++) {
            f.link.result(done(i));
        }
        f.refusal = null;
        f.awaitHello();
        f.socket.takeSent();
        f.welcome(0);
        List<Message.FromAgent> sent = results();
        assertThat(sent).hasSize(256).startsWith(done(44)).endsWith(done(299));
    }

    @Test
    void drainingWaitsForThemToo() {
        AtomicBoolean drained = new AtomicBoolean();
        f.open();
        f.link.result(done(1));
        f.link.drain(() -> drained.set(true));
        assertThat(drained).isFalse();
        f.pong(f.socket.pings.getLast());
        assertThat(drained).isTrue();
    }
}
