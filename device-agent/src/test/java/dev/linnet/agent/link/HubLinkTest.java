package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Ack;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Fault;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Value;
import dev.linnet.websocket.CloseStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the link comes up, goes down and comes back. */
class HubLinkTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LinkFixture f = new LinkFixture();

    @Test
    void saysHelloFirstAndIsUpOnceWelcomed() {
        f.connected();
        assertThat(f.dialledAt).hasSize(1);
        assertThat(f.dialledAt.getFirst()).isBetween(Duration.ZERO, SECOND);
        assertThat(f.socket.takeSent()).singleElement().isInstanceOfSatisfying(Hello.class, hello -> {
            assertThat(hello.device()).isEqualTo("kitchen");
            assertThat(hello.boot()).isEqualTo("boot1");
            assertThat(hello.spooled()).isEmpty();
            assertThat(hello.version()).isEqualTo("0.1.0");
            assertThat(hello.model()).isEqualTo("a board");
            assertThat(hello.channels()).hasSize(1);
        });
        assertThat(f.link.state()).isEqualTo(HubLink.State.GREETING);
        f.sample(3);
        f.loop.advance(SECOND);
        assertThat(f.socket.takeSent()).isEmpty();
        f.welcome(0);
        assertThat(f.link.state()).isEqualTo(HubLink.State.OPEN);
        assertThat(f.events).containsExactly("up");
        assertThat(f.telemetry()).containsExactly(List.of(1L, 2L, 3L));
    }

    @Test
    void triesAtOnceWhenItIsStarted() {
        f.refusal = new IOException("cannot reach hub:80: connection refused");
        f.link.start();
        f.loop.advance(Duration.ZERO);
        assertThat(f.dialledAt).hasSize(1);
    }

    @Test
    void comesBackAfterEachEndLaterEachTime() {
        f.refusal = new IOException("cannot reach hub:80: connection refused");
        f.link.start();
        f.loop.advance(Duration.ofMinutes(10));
        List<Duration> gaps = IntStream.range(1, f.dialledAt.size())
                .mapToObj(i -> f.dialledAt.get(i).minus(f.dialledAt.get(i - 1)))
                .toList();
        assertThat(f.dialledAt.getFirst()).isLessThanOrEqualTo(SECOND);
        for (int i = 0; i < gaps.size(); i++) {
            assertThat(gaps.get(i)).isLessThanOrEqualTo(Duration.ofSeconds(Math.min(60, 2L << i)));
        }
        assertThat(f.dialledAt).hasSizeBetween(12, 60);
        assertThat(f.events).isEmpty();
    }

    @Test
    void aLinkThatIsAcceptedAndDroppedAtOnceIsAFailureToo() {
        f.link.start();
        for (int i = 0; i < 400; i++) {
            f.loop.advance(SECOND);
            if (f.link.state() == HubLink.State.GREETING) {
                f.welcome(0);
                f.closed(1006);
            }
        }
        assertThat(f.dialledAt).hasSizeBetween(8, 40);
        assertThat(f.events).hasSize(2 * f.dialledAt.size()).startsWith("up", "down", "up", "down");
    }

    @Test
    void aLinkThatWasStableForAMinuteIsReplacedWithinASecond() {
        f.refusal = new IOException("cannot reach hub:80");
        f.link.start();
        f.loop.advance(Duration.ofMinutes(5));
        f.refusal = null;
        f.awaitHello();
        f.welcome(0);
        f.loop.advance(Duration.ofSeconds(61));
        int before = f.dialledAt.size();
        f.closed(1012);
        f.loop.advance(SECOND);
        assertThat(f.dialledAt).hasSize(before + 1);
    }

    @Test
    void aTokenThatIsRefusedIsTriedSlowly() {
        f.refusal = SetbackTest.refusal(401);
        f.link.start();
        f.loop.advance(Duration.ofMinutes(30));
        assertThat(f.dialledAt).hasSizeBetween(14, 31);
    }

    @Test
    void retryAfterIsALowerBound() {
        f.refusal = SetbackTest.refusal(503, "Retry-After", "120");
        f.link.start();
        f.loop.advance(SECOND);
        f.refusal = null;
        f.loop.advance(Duration.ofSeconds(118));
        assertThat(f.dialledAt).hasSize(1);
        f.loop.advance(Duration.ofSeconds(5));
        assertThat(f.dialledAt).hasSize(2);
    }

    @Test
    void whoWasReplacedDoesNotFightForItsPlace() {
        f.open();
        f.closed(4001);
        assertThat(f.events).containsExactly("up", "down");
        f.loop.advance(Duration.ofSeconds(59));
        assertThat(f.dialledAt).hasSize(1);
        f.loop.advance(Duration.ofSeconds(10));
        assertThat(f.dialledAt).hasSize(2);
    }

    @Test
    void aHubThatDoesNotAnswerHelloIsLeft() {
        f.connected();
        FakeSocket mute = f.socket;
        f.loop.advance(Duration.ofSeconds(8));
        assertThat(mute.open).isTrue();
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(mute.open).isFalse();
        f.loop.advance(Duration.ofSeconds(3));
        assertThat(f.dialledAt).hasSize(2);
        assertThat(f.events).isEmpty();
    }

    @Test
    void whatCannotBeUnderstoodIsAnsweredWithAFaultAndTheLinkStays() {
        f.open();
        f.text("{not json");
        f.text("{\"type\":\"reboot\"}");
        f.text("{\"type\":\"ack\",\"boot\":\"boot1\",\"seq\":\"x\"}");
        f.text("[]");
        assertThat(f.socket.takeSent())
                .hasSize(4)
                .allSatisfy(message -> assertThat(message).isInstanceOf(Fault.class))
                .extracting(message -> ((Fault) message).code())
                .containsExactly(
                        Fault.Code.MALFORMED, Fault.Code.UNKNOWN_TYPE, Fault.Code.INVALID, Fault.Code.MALFORMED);
        assertThat(f.link.state()).isEqualTo(HubLink.State.OPEN);
        f.binary();
        assertThat(f.socket.closed).isNotNull();
    }

    @Test
    void rightMessagesAtTheWrongTimeAreAnsweredWithAFault() {
        f.connected();
        f.socket.takeSent();
        f.hub(new Ack("boot1", 1));
        f.hub(new Command("c1", "fan", Value.of(true), SECOND));
        f.welcome(0);
        f.welcome(0);
        assertThat(f.socket.takeSent())
                .containsExactly(
                        new Fault(Fault.Code.UNEXPECTED, "ack before welcome"),
                        new Fault(Fault.Code.UNEXPECTED, "command before welcome"),
                        new Fault(Fault.Code.UNEXPECTED, "a second welcome"));
        assertThat(f.events).containsExactly("up");
    }

    @Test
    void faultsAreNotAnsweredWithFaults() {
        f.open();
        f.hub(new Fault(Fault.Code.INVALID, "result /id: expected text"));
        assertThat(f.socket.takeSent()).isEmpty();
        assertThat(f.link.state()).isEqualTo(HubLink.State.OPEN);
    }

    @Test
    void commandsArePassedOn() {
        f.open();
        f.hub(new Command("c1", "fan", Value.of(true), SECOND));
        assertThat(f.events).containsExactly("up", "command c1");
    }

    @Test
    void afterItsStopItClosesAndStaysAway() {
        f.open();
        f.link.stop();
        assertThat(f.socket.closed).isEqualTo(new CloseStatus(1001, "the agent stops"));
        f.closed(1001);
        f.loop.advance(Duration.ofHours(1));
        assertThat(f.dialledAt).hasSize(1);
        assertThat(f.loop.waiting()).isZero();
        assertThat(f.link.state()).isEqualTo(HubLink.State.STOPPED);
    }

    @Test
    void aConnectionThatComesTooLateIsCut() {
        f.silent = true;
        f.connected();
        f.link.stop();
        f.answerLate();
        assertThat(f.socket.open).isFalse();
        assertThat(f.socket.sent).isEmpty();
    }

    @Test
    void aHubThatFloodsTheAgentIsNotReadMeanwhile() {
        f.open();
        for (int i = 0; i < 10_000; i++) {
            f.flood();
        }
        assertThat(f.socket.paused).isTrue();
        assertThat(f.socket.pauses).isEqualTo(1);
        f.loop.settle();
        assertThat(f.socket.paused).isFalse();
    }
}
