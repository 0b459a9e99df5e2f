package dev.linnet.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/protocol.md} shows messages that the codec takes, one of each type at least. */
class DocumentedExamplesTest {
    private final JsonCodec json = new JsonCodec();
    private final CborCodec cbor = new CborCodec();

    @Test
    void decodesEveryExample() throws Exception {
        List<Message> messages = new ArrayList<>();
        for (String example : examples("json")) {
            messages.add(decode(json, ByteBuffer.wrap(example.getBytes(UTF_8))));
        }
        assertThat(messages)
                .extracting(m -> (Object) m.getClass())
                .contains(
                        Hello.class,
                        Welcome.class,
                        Telemetry.class,
                        Gap.class,
                        Status.class,
                        Unavailable.class,
                        Ack.class,
                        Command.class,
                        Result.class,
                        Fault.class);
    }

    @Test
    void writesEveryBinaryExampleAsTheSameMessageInJson() throws Exception {
        List<Message> messages = new ArrayList<>();
        for (String example : examples("json")) {
            messages.add(decode(json, ByteBuffer.wrap(example.getBytes(UTF_8))));
        }
        List<String> binary = examples("cbor");
        assertThat(binary).hasSize(5);
        for (String example : binary) {
            String hex = example.replaceAll("#.*", "").replaceAll("\\s", "");
            Message message = decode(cbor, ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
            assertThat(messages).contains(message);
            assertThat(HexFormat.of().formatHex(cbor.encode(message))).isEqualTo(hex);
        }
    }

    @Test
    void namesEveryLabel() throws IOException {
        String document = document();
        for (int label = -6; label <= 47; label++) {
            assertThat(document).contains("| " + label + " | `" + Labels.name(label) + "` |");
        }
        assertThat(Labels.name(48)).isNull();
        assertThat(Labels.name(-7)).isNull();
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
                .contains(
                        "| " + LinkClose.REPLACED + " |",
                        "| " + LinkClose.NO_HELLO + " |",
                        JsonCodec.SUBPROTOCOL,
                        CborCodec.SUBPROTOCOL);
    }

    private static Message decode(MessageCodec codec, ByteBuffer payload) throws MalformedMessageException {
        try {
            return codec.decodeFromAgent(payload);
        } catch (MalformedMessageException e) {
            if (e.fault().code() != Fault.Code.UNKNOWN_TYPE) {
                throw e;
            }
            return codec.decodeFromHub(payload);
        }
    }

    private static List<String> examples(String language) throws IOException {
        List<String> examples = new ArrayList<>();
        Pattern example = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
        for (Matcher found = example.matcher(document()); found.find(); ) {
            examples.add(found.group(1));
        }
        return examples;
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("..", "docs", "protocol.md"));
    }
}
