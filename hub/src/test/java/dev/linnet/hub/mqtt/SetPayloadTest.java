package dev.linnet.hub.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.linnet.hub.command.CommandRequest;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Value;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetPayloadTest {
    @Test
    void aPlainValueHasTheUsualTimeToLive() throws Exception {
        assertThat(parse(ChannelDescription.Type.NUMBER, "21.5"))
                .isEqualTo(new SetPayload(null, Value.of(21.5), CommandRequest.DEFAULT_TTL, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "BOOLEAN | {\"value\":true}",
                "BOOLEAN | {\"value\":\"ON\"}",
                "BOOLEAN | {\"value\":1}",
                "BOOLEAN | {\"value\" : \"true\" }"
            })
    void aJsonValueMayHaveAnyFormThatAPlainOneHas(ChannelDescription.Type type, String json) throws Exception {
        assertThat(parse(type, json).value()).isEqualTo(Value.of(true));
    }

    @Test
    void aJsonObjectMayNameEverything() throws Exception {
        assertThat(parse(ChannelDescription.Type.TEXT, " {\"queue\":true,\"ttl\":0.25,\"value\":\"{}\",\"id\":\"a\"} "))
                .isEqualTo(new SetPayload("a", Value.of("{}"), Duration.ofMillis(250), true));
    }

    @Test
    void theTimeToLiveIsSecondsOrADurationAsOverHttp() throws Exception {
        assertThat(parse(ChannelDescription.Type.NUMBER, "{\"value\":1,\"ttl\":2.5}")
                        .ttl())
                .isEqualTo(parse(ChannelDescription.Type.NUMBER, "{\"value\":1,\"ttl\":\"2500ms\"}")
                        .ttl())
                .isEqualTo(Duration.ofMillis(2500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"id\":\"a\"} | 'value' is missing",
                "{\"id\":\"a\",\"value\":null} | 'value' must be a single value",
                "{\"id\":\"a\",\"value\":[1]} | 'value' must be a single value",
                "{\"id\":\"a\",\"value\":1,\"tll\":3} | unknown field 'tll'",
                "{\"id\":\"a\",\"value\":1,\"ttl\":true} | 'ttl' must be a number of seconds, or a duration",
                "{\"id\":\"a\",\"value\":1,\"ttl\":\"3\"} | expected a duration with its unit",
                "{\"id\":\"a\",\"value\":1,\"ttl\":1e99} | 'ttl' is too large",
                "{\"id\":\"a\",\"value\":1,\"queue\":1} | 'queue' must be true or false",
                "{\"id\":\"a\",\"value\":1,\"value\":2} | not JSON",
                "{\"id\":\"a\",\"value\":1} {} | something follows",
                "{\"id\":\"a\",\"value\":1 | not JSON",
                "{\"id\":\"a\",\"value\":\"x\"} | expected a number"
            })
    void namesTheMistakeAndTheId(String json, String reason) {
        SetPayload.MalformedException mistake = mistake(ChannelDescription.Type.NUMBER, json.getBytes(UTF_8));
        assertThat(mistake).hasMessageContaining(reason);
        assertThat(mistake.id()).isEqualTo("a");
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(mistake(ChannelDescription.Type.TEXT, new byte[0])).hasMessageContaining("empty");
        assertThat(mistake(ChannelDescription.Type.TEXT, new byte[] {'a', (byte) 0xff}))
                .hasMessageContaining("not UTF-8");
        assertThat(mistake(ChannelDescription.Type.TEXT, new byte[SetPayload.MAX_BYTES + 1]))
                .hasMessageContaining("8193 bytes");
        assertThat(mistake(ChannelDescription.Type.TEXT, "{".repeat(4000).getBytes(UTF_8)))
                .hasMessageContaining("not JSON");
    }

    @Test
    void neverThrowsAnythingElse() {
        Random random = new Random(11);
        byte[] good = "{\"id\":\"a\",\"value\":1.5,\"ttl\":3,\"queue\":false}".getBytes(UTF_8);
        int malformed = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] bytes = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                SetPayload.parse(
                        random.nextBoolean() ? ChannelDescription.Type.NUMBER : ChannelDescription.Type.TEXT, bytes);
            } catch (SetPayload.MalformedException e) {
                assertThat(e.getMessage()).isNotBlank();
                malformed++;
            }
        }
        assertThat(malformed).isGreaterThan(2_000);
    }

    private static SetPayload parse(ChannelDescription.Type type, String text) throws SetPayload.MalformedException {
        return SetPayload.parse(type, text.getBytes(UTF_8));
    }

    private static SetPayload.MalformedException mistake(ChannelDescription.Type type, byte[] payload) {
        return catchThrowableOfType(SetPayload.MalformedException.class, () -> SetPayload.parse(type, payload));
    }
}
