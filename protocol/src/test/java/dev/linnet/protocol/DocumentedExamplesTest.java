package dev.linnet.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/protocol.md} shows messages that the codec takes, one of each type at least. */
class DocumentedExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private final JsonCodec codec = new JsonCodec();

    @Test
    void decodesEveryExample() throws Exception {
        List<Message> messages = new ArrayList<>();
        for (String example : examples()) {
            messages.add(decode(example));
        }
        assertThat(messages)
                .extracting(m -> (Object) m.getClass())
                .contains(
                        Hello.class,
                        Welcome.class,
                        Telemetry.class,
                        Gap.class,
                        Status.class,
                        Ack.class,
                        Command.class,
                        Result.class,
                        Fault.class);
    }

    @Test
    void namesEveryConstant() throws IOException {
        String document = document();
        for (Fault.Code code : Fault.Code.values()) {
            assertThat(document).contains("`" + Words.of(code) + "`");
        }
        for (Gap.Cause cause : Gap.Cause.values()) {
            assertThat(document).contains("`" + Words.of(cause) + "`");
        }
        for (Result.Status status : Result.Status.values()) {
            assertThat(document).contains("`" + Words.of(status) + "`");
        }
        assertThat(document)
                .contains("| " + LinkClose.REPLACED + " |", "| " + LinkClose.NO_HELLO + " |", JsonCodec.SUBPROTOCOL);
    }

    private Message decode(String example) throws MalformedMessageException {
        ByteBuffer payload = ByteBuffer.wrap(example.getBytes(UTF_8));
        try {
            return codec.decodeFromAgent(payload);
        } catch (MalformedMessageException e) {
            if (e.fault().code() != Fault.Code.UNKNOWN_TYPE) {
                throw e;
            }
            return codec.decodeFromHub(payload);
        }
    }

    private static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        for (Matcher example = EXAMPLE.matcher(document()); example.find(); ) {
            examples.add(example.group(1));
        }
        return examples;
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("..", "docs", "protocol.md"));
    }
}
