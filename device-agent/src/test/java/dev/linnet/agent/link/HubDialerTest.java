package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubDialerTest {
    private static final WebSocketListener NOBODY = new WebSocketListener() {
        @Override
        public void onClose(WebSocket socket, CloseStatus status) {}
    };

    @TempDir
    Path folder;

    private final List<String> calls = new ArrayList<>();

    private HubDialer dialer() {
        return new HubDialer(
                (url, headers, subprotocols, listener) ->
                        calls.add(url + " " + headers.first("Authorization") + " " + subprotocols),
                URI.create("ws://hub/agent"),
                folder.resolve("token"),
                List.of("linnet.v1.json"));
    }

    @Test
    void aNewTokenNeedsNoRestart() throws Exception {
        HubDialer dialer = dialer();
        Files.writeString(folder.resolve("token"), "old\n");
        dialer.dial(NOBODY);
        Files.writeString(folder.resolve("token"), "new\n");
        dialer.dial(NOBODY);
        assertThat(calls)
                .containsExactly(
                        "ws://hub/agent Bearer old [linnet.v1.json]", "ws://hub/agent Bearer new [linnet.v1.json]");
    }

    @Test
    void aMissingTokenFileIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> dialer().dial(NOBODY))
                .withMessage("the token file " + folder.resolve("token") + " is not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "two words", "se\ncret", "schlüssel"})
    void whatIsNoTokenIsNotSentAndNotShown(String content) throws Exception {
        Files.writeString(folder.resolve("token"), content);
        assertThatIOException()
                .isThrownBy(() -> dialer().dial(NOBODY))
                .withMessage("the token file " + folder.resolve("token") + " must hold one token and nothing else");
        assertThat(calls).isEmpty();
    }
}
