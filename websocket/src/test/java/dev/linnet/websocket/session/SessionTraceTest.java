package dev.linnet.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.FrameTrace;
import dev.linnet.websocket.compression.Agreement;
import dev.linnet.websocket.frame.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTraceTest {
    private final List<String> lines = new ArrayList<>();

    @Test
    void writesDownWhatComesAndGoesInOrder() {
        PaperSession session = traced(new PaperSession(Role.SERVER), FrameTrace.to(lines::add));
        session.receive("81:68690a221b 01:61 89:7071 00:c3bc 80:62 82:0102 8a:");
        assertThat(session.send(Opcode.TEXT, "c3bc")).isTrue();
        session.receive("88:03e8627965");
        assertThat(lines)
                .containsExactly(
                        "peer in  TEXT fin 5 bytes \"hi\\n\\\"\\u001b\"",
                        "peer in  TEXT 1 bytes \"a\"",
                        "peer in  PING fin 2 bytes 70 71",
                        "peer out PONG fin 2 bytes 70 71",
                        "peer in  CONTINUATION 2 bytes \"ü\"",
                        "peer in  CONTINUATION fin 1 bytes \"b\"",
                        "peer in  BINARY fin 2 bytes 01 02",
                        "peer in  PONG fin 0 bytes",
                        "peer out TEXT fin 2 bytes \"ü\"",
                        "peer in  CLOSE fin 5 bytes 1000 \"bye\"",
                        "peer out CLOSE fin 2 bytes 1000",
                        "peer end 1000 bye");
    }

    @Test
    void showsPayloadsOnlyAsFarAsAsked() {
        PaperSession session =
                traced(new PaperSession(Role.CLIENT), new FrameTrace(lines::add, 3, text -> text.replace("b", "*")));
        session.receive("81:6162636465 82:01020304").session().close(CloseStatus.of(CloseStatus.NORMAL), session.now());
        session.receive("88:03e8");
        assertThat(lines)
                .containsExactly(
                        "peer in  TEXT fin 5 bytes \"a*c\" …",
                        "peer in  BINARY fin 4 bytes 01 02 03 …",
                        "peer out CLOSE fin 2 bytes 1000",
                        "peer in  CLOSE fin 2 bytes 1000",
                        "peer end 1000");
        lines.clear();
        traced(new PaperSession(Role.SERVER), new FrameTrace(lines::add, 0, text -> text))
                .receive("81:6162");
        assertThat(lines).containsExactly("peer in  TEXT fin 2 bytes");
    }

    @Test
    void showsWhatCompressedFramesMean() {
        Agreement agreement = new Agreement(false, 15, false, 0);
        PaperSession session = traced(
                new PaperSession(PaperSession.settings(Role.SERVER, 1000), agreement), FrameTrace.to(lines::add));
        session.receive("41:f248cd 80:c9c90700");
        String text = "a".repeat(100);
        session.session().send(Opcode.TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        assertThat(lines)
                .startsWith(
                        "peer in  TEXT rsv1 3 bytes",
                        "peer in  CONTINUATION fin 4 bytes",
                        "peer in  inflated to 5 bytes \"Hello\"")
                .last()
                .asString()
                .matches("peer out TEXT fin rsv1 \\d of 100 bytes \"a{64}\" …");
    }

    @Test
    void isTheSameByteByByteAndEndsInTheMiddle() {
        PaperSession session = traced(new PaperSession(Role.SERVER), FrameTrace.to(lines::add));
        byte[] frames = session.fromPeer("81:616263 88:03e8");
        for (int i = 0; i < frames.length; i++) {
            session.receive(frames, i, i + 1);
        }
        assertThat(lines).startsWith("peer in  TEXT fin 3 bytes \"abc\"", "peer in  CLOSE fin 2 bytes 1000");
        lines.clear();
        PaperSession other = new PaperSession(Role.SERVER).receive(frames, 0, 7);
        traced(other, FrameTrace.to(lines::add)).receive(frames, 7, 9).receive("89:");
        assertThat(lines).containsExactly("peer in  PING fin 0 bytes", "peer out PONG fin 0 bytes");
        lines.clear();
        other.session().trace(null);
        other.receive("81:61");
        assertThat(lines).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"token\":\"abc\",\"v\":1}              | {\"token\":\"***\",\"v\":1}",
                "{\"password\" : \"a b\"}                 | {\"password\" : \"*** b\"}",
                "Authorization: Bearer abc.def            | Authorization: Bearer ***",
                "a=1&api_key=2&access_token=3             | a=1&api_key=***&access_token=***",
                "\"secret\":\"cut of                      | \"secret\":\"*** of",
                "{\"value\":21.5}                         | {\"value\":21.5}",
            })
    void hidesWhatIsCalledASecret(String text, String shown) {
        assertThat(FrameTrace.withoutSecrets(text)).isEqualTo(shown);
    }

    @Test
    void refusesAnEndlessPreview() {
        assertThatThrownBy(() -> new FrameTrace(lines::add, 1 << 20, text -> text))
                .hasMessageContaining("payloadBytes is 1048576");
    }

    private static PaperSession traced(PaperSession session, FrameTrace trace) {
        session.session().trace(new SessionTrace("peer", trace, trace.lines()));
        return session;
    }
}
