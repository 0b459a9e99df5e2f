package dev.linnet.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.frame.Opcode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosingTest {
    private static final CloseStatus NORMAL = new CloseStatus(CloseStatus.NORMAL, "bye");

    @ParameterizedTest
    @EnumSource
    void closesAndHearsTheAnswer(Role role) {
        PaperSession session = closing(role);
        assertThat(session.written()).isEqualTo("88:03e8627965");
        assertThat(session.session().isOpen()).isFalse();
        assertThat(session.events()).isEmpty();
        session.receive("88:03e8");
        assertThat(session.events()).isEqualTo("CLOSED 1000");
        assertThat(session.written()).isEmpty();
    }

    @Test
    void sendsNothingAfterItsClose() {
        PaperSession session = closing(Role.SERVER);
        session.written();
        assertThat(session.send(Opcode.TEXT, "61")).isFalse();
        session.receive("89:61").later(Duration.ofSeconds(1));
        session.session().close(CloseStatus.of(CloseStatus.GOING_AWAY), session.now());
        assertThat(session.written()).isEmpty();
    }

    @Test
    void discardsWhatThePeerStillSendsBeforeItsClose() {
        PaperSession session = closing(Role.SERVER);
        session.receive("81:61 01:62 89:63 80:ff 88:03e9");
        assertThat(session.events()).isEqualTo("CLOSED 1001");
    }

    @Test
    void goesOnWithAMessageThatTheCloseInterrupted() {
        PaperSession session = new PaperSession(Role.SERVER);
        byte[] frame = session.fromPeer("81:6162636465 88:03e8");
        session.receive(frame, 0, 8);
        session.session().close(NORMAL, session.now());
        session.receive(frame, 8, frame.length);
        assertThat(session.events()).isEqualTo("CLOSED 1000");
    }

    /** Both closes cross on the wire: each is the answer to the other. */
    @Test
    void takesACloseThatCrossesItsOwnAsTheAnswer() {
        PaperSession session = closing(Role.CLIENT);
        session.written();
        session.receive("88:03f4");
        assertThat(session.events()).isEqualTo("CLOSED 1012");
        assertThat(session.written()).isEmpty();
    }

    @Test
    void takesTheOtherHalfOfACloseFrameThatWasCutByItsOwn() {
        PaperSession session = new PaperSession(Role.SERVER);
        byte[] frame = session.fromPeer("88:03f4616263");
        session.receive(frame, 0, 8);
        session.session().close(NORMAL, session.now());
        session.receive(frame, 8, frame.length);
        assertThat(session.events()).isEqualTo("CLOSED 1012");
        assertThat(session.session().closeStatus().reason()).isEqualTo("abc");
    }

    @Test
    void givesUpWaitingForTheAnswer() {
        PaperSession session = closing(Role.SERVER);
        session.later(PaperSession.CLOSE_TIMEOUT.minusNanos(1));
        assertThat(session.events()).isEmpty();
        session.later(Duration.ofNanos(1));
        assertThat(session.events()).isEqualTo("CLOSED 1006");
        assertThat(session.session().closeTimedOut()).isTrue();
    }

    @Test
    void reportsAnEndWithoutACloseOnceAndOnlyOnce() {
        PaperSession session = new PaperSession(Role.SERVER).receive("01:61").end();
        assertThat(session.events()).isEqualTo("CLOSED 1006");
        session.end().receive("81:61").later(Duration.ofHours(1));
        session.session().abort("again");
        session.session().fail(CloseStatus.of(CloseStatus.INTERNAL_ERROR));
        session.receive("88:03e8");
        assertThat(session.events()).isEmpty();
        assertThat(session.written()).isEmpty();
        assertThat(session.session().closeStatus().code()).isEqualTo(CloseStatus.ABNORMAL);
    }

    @Test
    void reportsNothingTwiceAfterACleanClose() {
        PaperSession session = new PaperSession(Role.SERVER).receive("88:03e8").end();
        session.later(Duration.ofHours(1));
        assertThat(session.events()).isEqualTo("CLOSED 1000");
    }

    @Test
    void failsWithAReasonAndIsOverAtOnce() {
        PaperSession session = new PaperSession(Role.SERVER);
        session.session().fail(new CloseStatus(CloseStatus.INTERNAL_ERROR, "oh"));
        session.receive("81:61");
        assertThat(session.events()).isEqualTo("CLOSED 1011");
        assertThat(session.written()).isEqualTo("88:03f36f68");
    }

    @Test
    void aViolationAfterItsOwnCloseIsNotAnsweredAgain() {
        PaperSession session = closing(Role.SERVER);
        session.written();
        session.receive("83:61");
        assertThat(session.events()).isEqualTo("CLOSED 1002");
        assertThat(session.written()).isEmpty();
    }

    @Test
    void neverSendsACodeThatMustNotBeSent() {
        PaperSession session = new PaperSession(Role.CLIENT);
        assertThatThrownBy(() -> session.session().close(CloseStatus.of(CloseStatus.ABNORMAL), session.now()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(session.session().isOpen()).isTrue();
        session.session().close(CloseStatus.of(CloseStatus.NO_STATUS), session.now());
        assertThat(session.written()).isEqualTo("88:");
    }

    private static PaperSession closing(Role role) {
        PaperSession session = new PaperSession(role);
        session.session().close(NORMAL, session.now());
        return session;
    }
}
