package dev.linnet.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.frame.Opcode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Duration INTERVAL = PaperSession.HEARTBEAT;
    private static final Duration LOOK = INTERVAL.dividedBy(4); // as seldom as anybody looks at the clock

    @Test
    void pingsEveryIntervalAndMeasuresTheRoundTrip() {
        PaperSession session = new PaperSession(Role.SERVER);
        assertThat(session.session().roundTripNanos()).isEqualTo(-1);
        session.later(INTERVAL.minusNanos(1));
        assertThat(session.written()).isEmpty();
        session.later(Duration.ofNanos(1));
        assertThat(session.written()).isEqualTo("89:00000001");
        session.pass(Duration.ofMillis(30)).receive("8a:00000001");
        assertThat(session.events()).isEqualTo("PONG 00000001");
        assertThat(session.session().roundTripNanos())
                .isEqualTo(Duration.ofMillis(30).toNanos());
        session.later(INTERVAL.minusMillis(30));
        assertThat(session.written()).isEqualTo("89:00000002");
    }

    @Test
    void takesNoPongTwice() {
        PaperSession session = new PaperSession(Role.SERVER);
        session.later(INTERVAL).pass(Duration.ofMillis(30)).receive("8a:00000001");
        assertThat(session.events()).isEqualTo("PONG 00000001");
        assertThat(session.session().heartbeatAnswered()).isTrue();
        session.pass(Duration.ofMillis(30)).receive("8a:00000001");
        assertThat(session.events()).isEqualTo("PONG 00000001");
        assertThat(session.session().heartbeatAnswered()).isFalse();
        assertThat(session.session().roundTripNanos())
                .isEqualTo(Duration.ofMillis(30).toNanos());
    }

    @Test
    void isFoundDeadWithinTwoIntervalsOfItsLastByte() {
        for (Duration afterPing : List.of(Duration.ZERO, Duration.ofMillis(1), LOOK, INTERVAL.minus(LOOK))) {
            PaperSession session = new PaperSession(Role.SERVER);
            session.later(INTERVAL).pass(afterPing).receive("8a:00000001");
            session.events();
            Duration silence = Duration.ZERO;
            while (session.session().isOpen()) {
                session.later(LOOK);
                silence = silence.plus(LOOK);
            }
            assertThat(session.events()).isEqualTo("CLOSED 1006");
            assertThat(session.session().heartbeatLost()).isTrue();
            assertThat(silence)
                    .as("a pong that came %s after the ping, and then nothing", afterPing)
                    .isGreaterThan(INTERVAL.plus(INTERVAL.dividedBy(2)))
                    .isLessThanOrEqualTo(INTERVAL.multipliedBy(2));
        }
    }

    @Test
    void isNotBlamedForATimeInWhichNobodyAsked() {
        PaperSession session = new PaperSession(Role.CLIENT);
        session.later(INTERVAL.multipliedBy(10)); // this process was stopped, or its machine was
        assertThat(session.written()).isEqualTo("89:00000001");
        assertThat(session.events()).isEmpty();
        session.later(INTERVAL.dividedBy(2).minusNanos(1));
        assertThat(session.events()).isEmpty();
        session.later(Duration.ofNanos(1));
        assertThat(session.events()).isEqualTo("CLOSED 1006");
    }

    @Test
    void anythingHeardShowsThatThePeerLives() {
        PaperSession session = new PaperSession(Role.SERVER);
        byte[] message = session.fromPeer("82:" + "00".repeat(20));
        for (int i = 0; i < message.length; i++) {
            session.later(INTERVAL).receive(message, i, i + 1);
        }
        assertThat(session.events()).isEqualTo("BINARY " + "00".repeat(20));
    }

    @Test
    void doesNotBlameAPeerThatIsNotReadFrom() {
        PaperSession session = new PaperSession(Role.SERVER);
        for (int i = 0; i < 5; i++) {
            session.later(INTERVAL, false);
        }
        assertThat(session.events()).isEmpty();
        session.later(INTERVAL).later(INTERVAL);
        assertThat(session.events()).isEqualTo("CLOSED 1006");
    }

    @Test
    void aStrangePongIsHarmless() {
        PaperSession session = new PaperSession(Role.SERVER);
        session.receive("8a: 8a:00000000 8a:00000001 8a:" + "61".repeat(125));
        assertThat(session.session().roundTripNanos()).isEqualTo(-1);
        assertThat(session.session().isOpen()).isTrue();
    }

    @Test
    void answersEveryPingWhileTheOutputFlows() {
        PaperSession session = new PaperSession(Role.SERVER).receive("89:61 89:62 89: 89:" + "63".repeat(125));
        assertThat(session.written()).isEqualTo("8a:61 8a:62 8a: 8a:" + "63".repeat(125));
    }

    /** RFC 6455 §5.5.3 */
    @Test
    void answersOnlyTheLatestOfAFloodThatItCannotAnswerNow() {
        PaperSession session = new PaperSession(Role.SERVER).congested(true);
        session.receive("89:61 89:62 89:63");
        assertThat(session.written()).isEmpty();
        session.congested(false);
        assertThat(session.written()).isEqualTo("8a:63");
        assertThat(session.session().pingsSuperseded()).isEqualTo(2);
        session.congested(false);
        assertThat(session.written()).isEmpty();
    }

    @Test
    void sendsPingsOfTheProgramUpToTheirLimit() {
        PaperSession session = new PaperSession(Role.CLIENT);
        assertThat(session.send(Opcode.PING, "61")).isTrue();
        assertThat(session.written()).isEqualTo("89:61");
        assertThatThrownBy(() -> session.send(Opcode.PING, "61".repeat(126)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
