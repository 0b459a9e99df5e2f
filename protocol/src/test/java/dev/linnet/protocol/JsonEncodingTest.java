package dev.linnet.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exact text of each message, both ways. */
class JsonEncodingTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456Z");

    private final JsonCodec codec = new JsonCodec();

    static Stream<Arguments> fromAgent() {
        return Stream.of(
                Arguments.of(new Hello("kitchen", "b1", List.of(), "", "", List.of()), """
                        {"type":"hello","device":"kitchen","boot":"b1","channels":[]}"""),
                Arguments.of(
                        new Hello(
                                "kitchen",
                                "b2",
                                List.of("b0", "b1"),
                                "0.1.0",
                                "Raspberry Pi 5",
                                List.of(
                                        new ChannelDescription(
                                                "climate-temperature",
                                                ChannelDescription.Kind.SENSOR,
                                                ChannelDescription.Type.NUMBER,
                                                "temperature",
                                                "Cel",
                                                new ChannelDescription.Range(-40, 85.5)),
                                        new ChannelDescription(
                                                "fan",
                                                ChannelDescription.Kind.ACTUATOR,
                                                ChannelDescription.Type.BOOLEAN,
                                                "",
                                                "",
                                                null))),
                        """
                        {"type":"hello","device":"kitchen","boot":"b2","spooled":["b0","b1"],"version":"0.1.0","model":"Raspberry Pi 5","channels":[\
                        {"id":"climate-temperature","kind":"sensor","type":"number","quantity":"temperature","unit":"Cel","range":{"min":-40,"max":85.5}},\
                        {"id":"fan","kind":"actuator","type":"boolean"}]}"""),
                Arguments.of(
                        new Hello(
                                "kitchen",
                                "b1",
                                "b1",
                                List.of(),
                                "",
                                "",
                                List.of(),
                                Map.of("b", "no answer", "a", "CRC")),
                        """
                        {"type":"hello","device":"kitchen","boot":"b1","channels":[],"unavailable":{"a":"CRC","b":"no answer"}}"""),
                Arguments.of(new Unavailable(Map.of("climate-humidity", "no answer at 0x76 on bus 1")), """
                        {"type":"unavailable","channels":{"climate-humidity":"no answer at 0x76 on bus 1"}}"""),
                Arguments.of(new Unavailable(Map.of()), """
                        {"type":"unavailable","channels":{}}"""),
                Arguments.of(
                        new Telemetry(
                                "b1",
                                List.of(
                                        new Reading(7, "temperature", TIME, Value.of(21.5)),
                                        new Reading(8, "door", TIME, Value.of(true)),
                                        new Reading(9, "mode", TIME.plusMillis(250), Value.of("eco \"2\"")),
                                        new Reading(10, "count", TIME.minusSeconds(1), Value.of(12345678)))),
                        """
                        {"type":"telemetry","boot":"b1","seq":7,"readings":[\
                        {"bt":1767323045.123456,"n":"temperature","v":21.5},\
                        {"n":"door","vb":true},\
                        {"n":"mode","t":0.25,"vs":"eco \\"2\\""},\
                        {"n":"count","t":-1,"v":12345678}]}"""),
                Arguments.of(Result.done("c-1", Value.of(false)), """
                        {"type":"result","id":"c-1","status":"done","value":false}"""),
                Arguments.of(Result.expired("c-1", "2 s too late"), """
                        {"type":"result","id":"c-1","status":"expired","reason":"2 s too late"}"""),
                Arguments.of(new Fault(Fault.Code.UNKNOWN_TYPE, "what?"), """
                        {"type":"fault","code":"unknown-type","detail":"what?"}"""));
    }

    static Stream<Arguments> fromHub() {
        return Stream.of(
                Arguments.of(new Welcome(TIME, Duration.ofSeconds(20), 65536, 500, Map.of("b1", 12L, "b0", 0L)), """
                        {"type":"welcome","time":1767323045.123456,"heartbeat":20,"maxMessage":65536,"maxReadings":500,"acknowledged":{"b0":0,"b1":12}}"""),
                Arguments.of(new Ack("b1", 9007199254740993L), """
                        {"type":"ack","boot":"b1","seq":9007199254740993}"""),
                Arguments.of(new Command("c-1", "fan", Value.of(true), Duration.ofMillis(10_500)), """
                        {"type":"command","id":"c-1","channel":"fan","value":true,"ttl":10.5}"""),
                Arguments.of(new Fault(Fault.Code.UNKNOWN_CHANNEL, "grüß 😀"), """
                        {"type":"fault","code":"unknown-channel","detail":"grüß 😀"}"""));
    }

    @ParameterizedTest
    @MethodSource({"fromAgent", "fromHub"})
    void encodesTo(Message message, String json) {
        assertThat(new String(codec.encode(message), UTF_8)).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("fromAgent")
    void decodesFromAgent(Message message, String json) throws Exception {
        assertThat(codec.decodeFromAgent(ByteBuffer.wrap(json.getBytes(UTF_8)))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("fromHub")
    void decodesFromHub(Message message, String json) throws Exception {
        assertThat(codec.decodeFromHub(ByteBuffer.wrap(json.getBytes(UTF_8)))).isEqualTo(message);
    }

    static Stream<Arguments> otherForms() {
        Telemetry telemetry = new Telemetry(
                "b1",
                List.of(
                        new Reading(7, "door", TIME, Value.of(1.0)),
                        new Reading(8, "door", TIME.plusSeconds(1), Value.of(2.0))));
        return Stream.of(
                Arguments.of("its type last, sequence after the readings", telemetry, """
                        {"readings":[{"v":1,"n":"door","bt":1767323045.123456},{"v":2,"n":"door","t":1}],"seq":7,"boot":"b1","type":"telemetry"}"""),
                Arguments.of("whole numbers with a fraction", telemetry, """
                        {"type":"telemetry","boot":"b1","seq":7.0,"readings":[{"n":"door","t":1767323045.123456,"v":1.0},{"n":"door","t":1.767323046123456e9,"v":20e-1}]}"""),
                Arguments.of("base fields that change on the way", telemetry, """
                        {"type":"telemetry","boot":"b1","seq":7,"readings":[{"bn":"do","n":"or","bt":1767323045.123456,"v":1},{"bn":"door","bt":1767323046.123456,"v":2}]}"""),
                Arguments.of("white space and SenML's describing fields", telemetry, """
                        { "type" : "telemetry" , "boot":"b1",\n"seq":7,"readings":[{"bver":10,"bu":"Cel","u":"Cel","ut":5,"n":"door","t":1767323045.123456,"v":1},{"n":"door","t":1767323046.123456,"v":2}] }\r\n"""),
                Arguments.of("unknown fields, nested ones too", telemetry, """
                        {"x":{"type":[{"a":[1,2,{"b":null}]}]},"type":"telemetry","boot":"b1","seq":7,"y":[[[]]],"readings":[{"n":"door","z":{"v":9},"t":1767323045.123456,"v":1},{"n":"door","t":1767323046.123456,"v":2}]}"""),
                Arguments.of("null as absent", telemetry, """
                        {"type":"telemetry","boot":"b1","model":null,"seq":null,"seq":7,"readings":[{"n":"door","bn":null,"vs":null,"t":1767323045.123456,"v":1},{"n":"door","t":1767323046.123456,"v":2}]}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherForms")
    void takesOtherFormsOfTheSame(String what, Message message, String json) throws Exception {
        assertThat(codec.decodeFromAgent(ByteBuffer.wrap(json.getBytes(UTF_8)))).isEqualTo(message);
    }

    @Test
    void readsAnyBufferAndLeavesItWhereItWas() throws Exception {
        byte[] json = codec.encode(Result.done("c-1", Value.of("x".repeat(1000))));
        for (ByteBuffer buffer : List.of(
                ByteBuffer.allocateDirect(json.length + 20),
                ByteBuffer.allocate(json.length + 20).slice(3, json.length + 10))) {
            buffer.position(5).put(json).flip().position(5);
            assertThat(codec.decodeFromAgent(buffer)).isEqualTo(Result.done("c-1", Value.of("x".repeat(1000))));
            assertThat(codec.decodeFromAgent(buffer.asReadOnlyBuffer())).isInstanceOf(Result.class);
            assertThat(buffer.position()).isEqualTo(5);
            assertThat(buffer.limit()).isEqualTo(5 + json.length);
        }
    }

    @Test
    void namesItsSubprotocol() {
        assertThat(codec.subprotocol()).isEqualTo("linnet.v1.json");
    }

    @Test
    void replacesHalfASurrogatePairInWordsForPeople() {
        String json = new String(codec.encode(Result.failed("c", "a\ud800b\udc00")), UTF_8);
        assertThat(json).contains("\"reason\":\"a\ufffdb\ufffd\"");
    }

    @Test
    void writesReadingsAsASenmlPackOfTheirOwn() {
        List<Reading> readings = List.of(
                new Reading(7, "temperature", TIME, Value.of(21.5)),
                new Reading(8, "door", TIME.plusMillis(250), Value.of(true)));
        assertThat(new String(
                        codec.senml("kitchen/", readings, channel -> channel.equals("temperature") ? "Cel" : ""),
                        UTF_8))
                .isEqualTo("""
                        [{"bn":"kitchen/","bt":1767323045.123456,"n":"temperature","u":"Cel","v":21.5},\
                        {"n":"door","t":0.25,"vb":true}]""");
    }

    @Test
    void understandsAFaultOfANewerPeer() throws Exception {
        byte[] json = "{\"type\":\"fault\",\"code\":\"too-hot\",\"detail\":\"90 °C\"}".getBytes(UTF_8);
        assertThat(codec.decodeFromHub(ByteBuffer.wrap(json)))
                .isEqualTo(new Fault(Fault.Code.INVALID, "too-hot: 90 °C"));
    }
}
