package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.HandshakeException;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetbackTest {
    static HandshakeException refusal(int status, String... headers) {
        return new HandshakeException(
                "hub:80 refused with " + status, new HttpResponse(status, HttpHeaders.of(headers), new byte[0]));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            401, 60, true,  does not know this token
            403,  0, false, let no WebSocket through
            404, 60, true,  look at 'hub: url:'
            400,  0, false, let no WebSocket through
            426,  0, false, let no WebSocket through
            429,  0, false, refused with 429
            503,  0, false, refused with 503
            502,  0, false, refused with 502
            """)
    void aRefusalSaysWhatToDoAndHowLongToWait(int status, long seconds, boolean needsHelp, String words) {
        Setback setback = Setback.of(refusal(status));
        assertThat(setback.atLeast()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(setback.needsHelp()).isEqualTo(needsHelp);
        assertThat(setback.reason()).startsWith("hub:80 refused with").contains(words);
    }

    @Test
    void whatTheHubItselfDoesNotUnderstandWillNotBeBetterSoon() {
        Setback setback = Setback.of(refusal(400, "Content-Type", "application/problem+json"));
        assertThat(setback.atLeast()).isEqualTo(Duration.ofMinutes(1));
        assertThat(setback.needsHelp()).isTrue();
        assertThat(setback.reason()).contains("do not understand each other");
    }

    @Test
    void onlyTheHubItselfSpeaksOfTokens() {
        Setback setback = Setback.of(refusal(403, "Content-Type", "application/problem+json"));
        assertThat(setback.atLeast()).isEqualTo(Duration.ofMinutes(1));
        assertThat(setback.needsHelp()).isTrue();
        assertThat(setback.reason()).contains("the token is not a device's");
    }

    @ParameterizedTest
    @CsvSource({"503, 17, 17", "429, 3, 3", "401, 5, 60", "401, 300, 300", "503, 99999999, 3600"})
    void retryAfterIsHonoured(int status, String retryAfter, long seconds) {
        assertThat(Setback.of(refusal(status, "Retry-After", retryAfter)).atLeast())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1000,  0, false, the link broke
            1001,  0, false, going away
            1006,  0, false, the link broke
            1008, 60, true,  the token was revoked
            1009,  0, false, raise 'limits: message'
            1012,  0, false, going away
            1013, 10, false, overloaded
            4001, 60, true,  two agents must not share a device
            4002,  0, false, the link broke
            """)
    void anEndSaysTheSame(int code, long seconds, boolean needsHelp, String words) {
        Setback setback = Setback.of(new CloseStatus(code, "why"));
        assertThat(setback.atLeast()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(setback.needsHelp()).isEqualTo(needsHelp);
        assertThat(setback.reason()).contains(words).contains(code + " why");
    }

    @ParameterizedTest
    @CsvSource({"cannot reach hub:80"})
    void whatCannotBeReachedIsTriedAgain(String message) {
        assertThat(Setback.of(new IOException(message))).isEqualTo(new Setback(message, Duration.ZERO, false));
    }
}
