package dev.linnet.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.frame.Opcode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Duration INTERVAL = PaperSession.HEARTBEAT;

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
    void isDeadAfterTwoMissesAndNotBefore() {
        PaperSession session = new PaperSession(Role.CLIENT);
        session.later(INTERVAL).later(INTERVAL);
        assertThat(session.written()).isEqualTo("89:00000001 89:00000002");
        assertThat(session.events()).isEmpty();
        session.later(INTERVAL);
        assertThat(session.events()).isEqualTo("CLOSED 1006");
        assertThat(session.session().heartbeatLost()).isTrue();
        assertThat(session.written()).isEmpty();
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
