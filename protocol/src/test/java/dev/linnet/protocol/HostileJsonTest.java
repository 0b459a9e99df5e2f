package dev.linnet.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever else arrives is answered with a fault that says what is wrong, and with nothing worse. */
class HostileJsonTest {
    private static final String PACK =
            "{\"type\":\"telemetry\",\"boot\":\"b\",\"seq\":1,\"readings\":[{\"n\":\"x\",\"t\":1767323045,\"v\":1}]}";

    private final JsonCodec codec = new JsonCodec();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "[]",
                "null",
                "\"hello\"",
                "1",
                "{",
                "{}",
                "{\"a\":1}",
                "{\"type\"",
                "{\"type\":",
                "{\"type\":1}",
                "{\"type\":null}",
                "{\"type\":[\"hello\"]}",
                "{\"type\":\"hello\"",
                "{\"type\":\"fault\",}",
                "{'type':'ack'}",
                "{\"type\":\"fault\",\"code\":\"invalid\"} {}",
                "{\"type\":\"fault\",\"code\":\"invalid\"}x",
                "{\"type\":\"fault\",\"code\":\"invalid\",\"detail\":NaN}",
                "{\"type\":\"fault\",\"code\":\"in\tvalid\"}",
                "{\"type\":\"fault\",\"code\":\"in\\qvalid\"}",
                "{\"type\":\"fault\",\"x\":01}",
                "{\"type\":\"fault\",\"x\":1e}",
                "{\"type\":\"fault\",\"x\":tru}",
                "// a comment\n{\"type\":\"fault\",\"code\":\"invalid\"}",
                "\ufeff\ufeff{}",
                "\0{\0}"
            })
    void isMalformed(String json) {
        assertThat(faultOf(json.getBytes(UTF_8)).code()).isEqualTo(Fault.Code.MALFORMED);
    }

    @Test
    void isMalformedWhenItIsTooDeepOrTooLong() {
        String deep = "[".repeat(100_000);
        assertThat(faultOf("{\"type\":\"fault\",\"x\":" + deep).code()).isEqualTo(Fault.Code.MALFORMED);
        assertThat(faultOf("{\"x\":" + deep).code()).isEqualTo(Fault.Code.MALFORMED);
        assertThat(faultOf("{\"type\":\"fault\",\"x\":" + "9".repeat(100_000) + "}")
                        .code())
                .isEqualTo(Fault.Code.MALFORMED);
        assertThat(faultOf("{\"type\":\"fault\",\"" + "n".repeat(60_000) + "\":1}")
                        .code())
                .isEqualTo(Fault.Code.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A byte that starts nothing, a cut sequence, another character set, UTF-16.
                "{\"type\":\"fault\",\"code\":\"\u00ff\"}",
                "{\"type\":\"fault\",\"code\":\"\u00c3\"}",
                "{\"type\":\"fault\",\"code\":\"\u00e9t\u00e9\"}",
                "\0{\0\"\0t",
                "{\0\"\0t\0"
            })
    void isMalformedWhenItIsNotUtf8(String bytes) {
        assertThat(faultOf(bytes.getBytes(ISO_8859_1)).code()).isEqualTo(Fault.Code.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hello", "welcome", "command", "ack", "\\ud800", "постучать"})
    void namesAnUnknownType(String type) {
        Fault fault = faultOf("{\"type\":\"" + type + "\",\"boot\":\"b\"}");
        assertThat(fault.code()).isEqualTo(Fault.Code.UNKNOWN_TYPE);
        assertThat(fault.detail()).contains("hello, telemetry, gap, status, unavailable, result and fault");
    }

    @Test
    void namesATypeThatAnAgentDoesNotTake() {
        MalformedMessageException e = catchThrowableOfType(
                MalformedMessageException.class, () -> codec.decodeFromHub(ByteBuffer.wrap(PACK.getBytes(UTF_8))));
        assertThat(e.fault())
                .isEqualTo(new Fault(
                        Fault.Code.UNKNOWN_TYPE,
                        "unknown message type 'telemetry': an agent takes welcome, ack, command and fault"));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                replaced("\"seq\":1,", "", "telemetry: 'seq' is missing"),
                replaced("\"boot\":\"b\",", "", "telemetry: 'boot' is missing"),
                replaced(
                        "\"boot\":\"b\"", "\"boot\":\"B 1\"", "telemetry: boot 'B 1' must be 1–63 of a–z, 0–9 and '-'"),
                replaced("\"seq\":1", "\"seq\":0", "telemetry /seq: must be a whole number from 1 to"),
                replaced("\"seq\":1", "\"seq\":1.5", "telemetry /seq: must be a whole number from 1"),
                replaced(
                        "\"seq\":1",
                        "\"seq\":\"1\"",
                        "telemetry /seq: must be a whole number from 1 to 9223372034707292160, not a string"),
                replaced("\"seq\":1", "\"seq\":99999999999999999999", "telemetry /seq: must be a whole number"),
                replaced("\"seq\":1", "\"seq\":1,\"seq\":1", "telemetry /seq: stands twice"),
                replaced("\"seq\":1", "\"type\":\"ack\",\"seq\":1", "telemetry /type: stands twice"),
                replaced("\"boot\":\"b\"", "\"boot\":\"b\",\"boot\":\"b\"", "telemetry /boot: stands twice"),
                replaced("[{\"n\":\"x\",\"t\":1767323045,\"v\":1}]", "[]", "telemetry: telemetry without readings"),
                replaced(
                        "[{\"n\":\"x\",\"t\":1767323045,\"v\":1}]",
                        "{}",
                        "telemetry /readings: must be an array, not an object"),
                replaced(
                        "[{\"n\":\"x\",\"t\":1767323045,\"v\":1}]",
                        "[null]",
                        "telemetry /readings/0: must be an object, not null"),
                replaced("\"n\":\"x\",", "", "telemetry /readings/0: 'n' is missing"),
                replaced("\"n\":\"x\"", "\"n\":\"X\"", "telemetry /readings/0: channel 'X' must be"),
                replaced(
                        "\"n\":\"x\"",
                        "\"bn\":\"kitchen/\",\"n\":\"x\"",
                        "telemetry /readings/0: channel 'kitchen/x' must be"),
                replaced("\"n\":\"x\"", "\"n\":7", "telemetry /readings/0/n: must be a string, not 7"),
                replaced("\"v\":1", "\"v\":\"1\"", "telemetry /readings/0/v: must be a number, not a string"),
                replaced("\"v\":1", "\"v\":1e999", "telemetry /readings/0/v: must be a number that a double can hold"),
                replaced("\"v\":1", "\"v\":{}", "telemetry /readings/0/v: must be a number, not an object"),
                replaced("\"v\":1", "\"vb\":1", "telemetry /readings/0/vb: must be a boolean, not 1"),
                replaced("\"v\":1", "\"vs\":true", "telemetry /readings/0/vs: must be a string, not a boolean"),
                replaced("\"v\":1", "\"vs\":\"\\ud83d\"", "telemetry /readings/0/vs: must be Unicode text"),
                replaced("\"v\":1", "\"vs\":\"\\ude00\\ud83d\"", "telemetry /readings/0/vs: must be Unicode text"),
                replaced(
                        "\"v\":1",
                        "\"vs\":\"" + "x".repeat(1025) + "\"",
                        "telemetry /readings/0/vs: a text value has at most 1024"),
                replaced("\"v\":1", "\"v\":1,\"vb\":true", "telemetry /readings/0/vb: is a second value"),
                replaced("\"v\":1", "\"v\":1,\"v\":1", "telemetry /readings/0/v: is a second value"),
                replaced(",\"v\":1", "", "telemetry /readings/0: 'v', 'vb' or 'vs' is missing"),
                replaced("\"v\":1", "\"v\":null", "telemetry /readings/0: 'v', 'vb' or 'vs' is missing"),
                replaced("\"v\":1", "\"bv\":5,\"v\":1", "telemetry /readings/0/bv: changes what the value means"),
                replaced(
                        "\"v\":1",
                        "\"v\":1,\"scale_\":5",
                        "telemetry /readings/0/scale_: changes what the value means"),
                replaced(
                        "\"t\":1767323045,",
                        "",
                        "telemetry /readings/0: 'bt' and 't' must add up to seconds since 1970, and are 0"),
                replaced(
                        "1767323045",
                        "-5",
                        "telemetry /readings/0: 'bt' and 't' must add up to seconds since 1970, and are -5"),
                replaced("1767323045", "1e300", "telemetry /readings/0/t: must be seconds, and is beyond"),
                replaced("1767323045", "\"now\"", "telemetry /readings/0/t: must be a number, not a string"),
                replaced(PACK, "{\"type\":\"hello\"}", "hello: 'device' is missing"),
                replaced(PACK, "{\"type\":\"hello\",\"device\":\"d\",\"boot\":\"b\"}", "hello: 'channels' is missing"),
                replaced(PACK, hello("{\"id\":\"a\",\"kind\":\"sensor\"}"), "hello /channels/0: 'type' is missing"),
                replaced(
                        PACK,
                        hello("{\"id\":\"a\",\"kind\":\"Sensor\"}"),
                        "hello /channels/0/kind: must be one of sensor, actuator, not 'Sensor'"),
                replaced(
                        PACK,
                        hello("{\"id\":\"a\",\"kind\":\"sensor\",\"type\":\"text\",\"range\":{\"min\":0,\"max\":1}}"),
                        "hello /channels/0: channel 'a' has a range but is no number"),
                replaced(
                        PACK,
                        hello("{\"id\":\"a\",\"range\":{\"min\":2,\"max\":1}}"),
                        "hello /channels/0/range: a range needs finite min <= max"),
                replaced(
                        PACK,
                        hello("{\"id\":\"a\",\"range\":{\"min\":2}}"),
                        "hello /channels/0/range: 'max' is missing"),
                replaced(
                        PACK,
                        hello(
                                "{\"id\":\"a\",\"kind\":\"sensor\",\"type\":\"text\"},{\"id\":\"a\",\"kind\":\"sensor\",\"type\":\"text\"}"),
                        "hello: hello names channel 'a' twice"),
                replaced(
                        PACK,
                        "{\"type\":\"result\",\"id\":\"a b\",\"status\":\"done\",\"value\":1}",
                        "result: a command's id must be 1–64"),
                replaced(
                        PACK,
                        "{\"type\":\"result\",\"id\":\"a\",\"status\":\"done\"}",
                        "result: a result carries a value exactly when it is done"),
                replaced(
                        PACK,
                        "{\"type\":\"result\",\"id\":\"a\",\"status\":\"maybe\"}",
                        "result /status: must be one of done, failed, rejected, expired, not 'maybe'"),
                replaced(
                        PACK,
                        "{\"type\":\"result\",\"id\":\"a\",\"status\":\"done\",\"value\":[1]}",
                        "result /value: must be a number, a boolean or a string, not an array"),
                replaced(PACK, "{\"type\":\"fault\"}", "fault: 'code' is missing"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void saysWhichFieldIsInvalid(String json, String detail) {
        Fault fault = faultOf(json);
        assertThat(fault.detail()).startsWith(detail);
        assertThat(fault.code()).isEqualTo(Fault.Code.INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"ack\",\"boot\":\"b\",\"seq\":-1}|ack /seq: must be a whole number from 0",
                "{\"type\":\"command\",\"id\":\"c\",\"channel\":\"x\",\"value\":1}|command: 'ttl' is missing",
                "{\"type\":\"command\",\"id\":\"c\",\"channel\":\"x\",\"value\":1,\"ttl\":0}|command: a command's time to live must be positive",
                "{\"type\":\"command\",\"id\":\"c\",\"channel\":\"x\",\"value\":1,\"ttl\":1e200}|command /ttl: must be seconds",
                "{\"type\":\"welcome\",\"time\":1767323045,\"heartbeat\":20,\"maxMessage\":65536,\"maxReadings\":5}|welcome: 'acknowledged' is missing",
                "{\"type\":\"welcome\",\"acknowledged\":{\"b\":1,\"b\":2}}|welcome /acknowledged/b: stands twice",
                "{\"type\":\"welcome\",\"time\":1,\"heartbeat\":-1,\"maxMessage\":65536,\"maxReadings\":5,\"acknowledged\":{}}|welcome: heartbeat must be positive"
            })
    void saysWhichFieldOfTheHubIsInvalid(String json, String detail) {
        MalformedMessageException e = catchThrowableOfType(
                MalformedMessageException.class, () -> codec.decodeFromHub(ByteBuffer.wrap(json.getBytes(UTF_8))));
        assertThat(e.fault().code()).isEqualTo(Fault.Code.INVALID);
        assertThat(e.fault().detail()).startsWith(detail);
    }

    @Test
    void keepsFaultsShortWhateverTheyQuote() {
        String huge = "x".repeat(50_000);
        assertThat(faultOf("{\"type\":\"" + huge + "\"}").detail()).hasSizeLessThan(400);
        assertThat(faultOf(PACK.replace("\"n\":\"x\"", "\"n\":\"" + huge + "\""))
                        .detail())
                .hasSizeLessThan(400);
        assertThat(faultOf(huge).detail()).hasSizeLessThan(400);
        assertThat(faultOf("{\"type\":\"result\",\"status\":\"" + huge + "\"}").detail())
                .hasSizeLessThan(400);
    }

    @Test
    void neverThrowsAnythingElseForDamagedMessages() {
        Random random = new Random(7);
        byte[] whole = PACK.getBytes(UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = whole.clone();
            for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            ByteBuffer payload = ByteBuffer.wrap(damaged, 0, random.nextInt(damaged.length + 1));
            try {
                assertThat(codec.decodeFromAgent(payload)).isNotNull();
            } catch (MalformedMessageException e) {
                assertThat(e.fault().detail()).isNotBlank();
            }
        }
    }

    private static Arguments replaced(String from, String to, String detail) {
        assertThat(PACK).contains(from);
        return Arguments.of(PACK.replace(from, to), detail);
    }

    private static String hello(String channels) {
        return "{\"type\":\"hello\",\"device\":\"d\",\"boot\":\"b\",\"channels\":[" + channels + "]}";
    }

    private Fault faultOf(String json) {
        return faultOf(json.getBytes(UTF_8));
    }

    private Fault faultOf(byte[] json) {
        ByteBuffer direct = ByteBuffer.allocateDirect(json.length).put(json).flip();
        MalformedMessageException e =
                catchThrowableOfType(MalformedMessageException.class, () -> codec.decodeFromAgent(direct));
        assertThat(e).isNotNull();
        return e.fault();
    }
}
