package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.HandshakeException;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When WebSocket is given up for plain HTTP, and when it is not. */
class FallbackDialerTest {
    private static final WebSocketListener NOBODY = new WebSocketListener() {
        @Override
        public void onClose(WebSocket socket, CloseStatus status) {}
    };

    private final List<String> dialled = new ArrayList<>();
    private @Nullable IOException webSocketFailure;
    private @Nullable IOException httpFailure;

    private final FallbackDialer dialer = new FallbackDialer(
            listener -> {
                dialled.add("websocket");
                fail(webSocketFailure);
            },
            listener -> {
                dialled.add("http");
                fail(httpFailure);
            });

    private static void fail(@Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    static Stream<IOException> blocked() {
        return Stream.of(
                refusal(200, "text/html"),
                refusal(400, "text/html"),
                refusal(403, "text/html"),
                refusal(426, "application/problem+json"), // a hub that got a request without Upgrade
                refusal(502, "text/html"),
                refusal(101, ""),
                new HandshakeException("closed during the opening handshake", null),
                new SocketException("Connection reset"),
                new SocketTimeoutException("did not finish the opening handshake"));
    }

    static Stream<IOException> otherTrouble() {
        return Stream.of(
                refusal(400, "application/problem+json"),
                refusal(401, "application/problem+json"),
                refusal(401, "text/html"),
                refusal(403, "application/problem+json"),
                refusal(404, "text/html"),
                refusal(429, ""),
                refusal(503, "text/plain"),
                new ConnectException("connection refused"),
                new UnknownHostException("hub"),
                new SSLHandshakeException("not trusted"),
                new IOException("the token file is not there"));
    }

    @ParameterizedTest
    @MethodSource("blocked")
    void aThirdBlockedHandshakeLeadsToHttp(IOException failure) throws Exception {
        webSocketFailure = failure;
        failing();
        failing();
        assertThat(dialer.isMakeshift()).isFalse();
        dialer.dial(NOBODY);
        assertThat(dialled).containsExactly("websocket", "websocket", "websocket", "http");
        assertThat(dialer.isMakeshift()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("otherTrouble")
    void otherTroubleNeverDoes(IOException failure) {
        webSocketFailure = failure;
        for (int i = 0; i < 10; i++) {
            failing();
        }
        assertThat(dialled).doesNotContain("http");
    }

    @Test
    void otherTroubleInBetweenStartsTheCountAnew() {
        for (int i = 0; i < 6; i++) {
            webSocketFailure = i % 3 == 2 ? new ConnectException("connection refused") : refusal(502, "");
            failing();
        }
        assertThat(dialled).doesNotContain("http");
    }

    @Test
    void aMakeshiftIsDialledAgainAndWithoutItWebSocketHasItsTurn() throws Exception {
        fallBack();
        dialled.clear();
        dialer.welcomed();
        dialer.dial(NOBODY);
        assertThat(dialled).containsExactly("http");
        httpFailure = new ConnectException("connection refused");
        failing();
        dialled.clear();
        failing();
        assertThat(dialled).containsExactly("websocket", "http");
        webSocketFailure = null;
        dialled.clear();
        dialer.dial(NOBODY);
        assertThat(dialled).containsExactly("websocket");
        assertThat(dialer.isMakeshift()).isFalse();
    }

    @Test
    void whatIsBetterIsKept() throws Exception {
        fallBack();
        assertThatThrownBy(() -> dialer.dialBetter(NOBODY)).isInstanceOf(HandshakeException.class);
        assertThat(dialer.isMakeshift()).isTrue();
        webSocketFailure = null;
        dialer.dialBetter(NOBODY);
        assertThat(dialer.isMakeshift()).isTrue();
        dialer.betterTaken();
        dialer.welcomed();
        assertThat(dialer.isMakeshift()).isFalse();
        dialled.clear();
        dialer.dial(NOBODY);
        assertThat(dialled).containsExactly("websocket");
    }

    @Test
    void framesThatAreSwallowedBehindAGoodHandshakeCountToo() throws Exception {
        for (int i = 0; i < 3; i++) {
            dialer.dial(NOBODY);
            dialer.unheard();
        }
        dialer.dial(NOBODY);
        assertThat(dialled).containsExactly("websocket", "websocket", "websocket", "http");
    }

    @Test
    void httpWithoutAWelcomeLeadsBackToWebSocket() throws Exception {
        fallBack();
        dialled.clear();
        for (int i = 0; i < 2; i++) { // the network lets neither through
            dialer.unheard();
            dialer.dial(NOBODY);
        }
        assertThat(dialled).containsExactly("websocket", "http", "websocket", "http");
        webSocketFailure = null;
        dialled.clear();
        dialer.dial(NOBODY); // the last session ended before its welcome
        assertThat(dialled).containsExactly("websocket");
        assertThat(dialer.isMakeshift()).isFalse();
    }

    @Test
    void whereNeitherIsHeardBothHaveTheirTurns() throws Exception {
        fallBack();
        webSocketFailure = null;
        dialled.clear();
        for (int i = 0; i < 6; i++) {
            dialer.unheard();
            dialer.dial(NOBODY);
        }
        assertThat(dialled).containsExactly("websocket", "http", "websocket", "http", "websocket", "http");
    }

    @Test
    void aWelcomeCountsForItsOwnSessionOnly() throws Exception {
        fallBack();
        dialer.welcomed();
        dialled.clear();
        dialer.dial(NOBODY);
        dialer.dial(NOBODY);
        assertThat(dialled).containsExactly("http", "websocket", "http");
    }

    private void fallBack() throws IOException {
        webSocketFailure = refusal(502, "text/html");
        failing();
        failing();
        dialer.dial(NOBODY);
    }

    private void failing() {
        assertThatThrownBy(() -> dialer.dial(NOBODY)).isInstanceOf(IOException.class);
    }

    private static IOException refusal(int status, String type) {
        return new HandshakeException(
                "refused", new HttpResponse(status, HttpHeaders.of("Content-Type", type), new byte[0]));
    }
}
