package dev.linnet.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.TestAgent;
import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.Credentials;
import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.history.Journal;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Fault;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Unavailable;
import dev.linnet.protocol.Value;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.CloseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The session's state machine on a fake socket; nothing is committed, since nobody writes the journal. */
class DeviceSessionTest {
    private static final JsonCodec CODEC = new JsonCodec();
    private static final SessionLimits LIMITS =
            new SessionLimits(65_536, 500, 4, Duration.ofSeconds(20), Duration.ofSeconds(10), 3);

    private final AtomicLong nanos = new AtomicLong(1);
    private final DeviceRegistry registry = new DeviceRegistry(Clock.systemUTC(), Duration.ofMinutes(1));
    private final Journal journal = new Journal(10_000);
    private final DeviceSessions sessions = new DeviceSessions();
    private final List<String> events = new ArrayList<>();
    private final SessionContext context = new SessionContext(
            sessions,
            registry,
            journal,
            LIMITS,
            new SessionEvents() {
                @Override
                public void result(String device, Result result) {
                    events.add(device + " " + result.id() + " " + result.status());
                }

                @Override
                public void writable(String device) {
                    events.add(device + " writable");
                }
            },
            new SessionMetrics(new Metrics()),
            Clock.systemUTC(),
            nanos::get);

    private final FakeWebSocket socket = new FakeWebSocket();
    private final DeviceSession session = open(socket);

    @Test
    void helloIsAnsweredWithWelcomeAndMakesTheDeviceOnline() {
        say(TestAgent.helloOf("kitchen", "b1"));
        assertThat(socket.sent).hasSize(1);
        assertThat(socket.sent.getFirst())
                .contains("\"welcome\"", "\"heartbeat\":20", "\"maxMessage\":65536", "\"b1\":0");
        assertThat(device().online()).isTrue();
        assertThat(device().channels()).hasSize(2);
    }

    @Test
    void whoseTokenIsRevokedBetweenTheDoorAndTheSessionIsEnded(@TempDir Path folder) throws Exception {
        try (AccessStore store = new AccessStore(folder.resolve("access.db"))) {
            Credentials credentials = new Credentials(store, Clock.systemUTC());
            Doorkeeper doorkeeper = new Doorkeeper(store, Clock.systemUTC());
            doorkeeper.onChange(sessions::endRevoked);
            String token = credentials.newDeviceToken("kitchen");
            doorkeeper.reload();
            Doorkeeper.Admitted admitted = Objects.requireNonNull(doorkeeper.device(token));
            FakeWebSocket in = new FakeWebSocket();
            new DeviceSession(admitted, CODEC, context).onOpen(in);
            assertThat(in.closed).isNull();

            credentials.newDeviceToken("kitchen");
            doorkeeper.reload();
            assertThat(closeCode(in)).isEqualTo(CloseStatus.POLICY_VIOLATION);
            FakeWebSocket late = new FakeWebSocket();
            new DeviceSession(admitted, CODEC, context).onOpen(late);
            assertThat(closeCode(late)).isEqualTo(CloseStatus.POLICY_VIOLATION);
        }
    }

    @Test
    void aBinaryMessageInATextEncodingEndsTheSession() {
        say(TestAgent.helloOf("kitchen", "b1"));
        session.onBinary(socket, ByteBuffer.wrap(new CborCodec().encode(TestAgent.telemetry("b1", 1, 1))));
        assertThat(closeCode(socket)).isEqualTo(CloseStatus.UNSUPPORTED_DATA);
    }

    @Test
    void cborIsAnsweredInCbor() throws Exception {
        CborCodec cbor = new CborCodec();
        FakeWebSocket binary = new FakeWebSocket();
        DeviceSession other = new DeviceSession(new Doorkeeper.Admitted("cellar", "token"), cbor, context);
        other.onOpen(binary);
        other.onBinary(binary, ByteBuffer.wrap(cbor.encode(TestAgent.helloOf("cellar", "b1"))));
        other.onBinary(binary, ByteBuffer.wrap(cbor.encode(TestAgent.telemetry("b1", 1, 3))));
        other.onBinary(binary, ByteBuffer.wrap(new byte[] {(byte) 0xbf}));
        assertThat(cbor.decodeFromHub(ByteBuffer.wrap(binary.binary.get(0)))).isInstanceOf(Welcome.class);
        assertThat(((Fault) cbor.decodeFromHub(ByteBuffer.wrap(binary.binary.get(1)))).code())
                .isEqualTo(Fault.Code.MALFORMED);
        other.onText(binary, StandardCharsets.UTF_8.encode("{}"));
        assertThat(Objects.requireNonNull(binary.closed).code()).isEqualTo(CloseStatus.UNSUPPORTED_DATA);
    }

    @Test
    void theEndOfTheSessionMakesItOffline() {
        say(TestAgent.helloOf("kitchen", "b1"));
        session.onClose(socket, CloseStatus.of(CloseStatus.ABNORMAL));
        assertThat(device().online()).isFalse();
        assertThat(sessions.connected()).isZero();
    }

    @Test
    void aReadingIsLiveBeforeItIsStored() {
        say(TestAgent.helloOf("kitchen", "b1"));
        say(TestAgent.telemetry("b1", 1, 3));
        assertThat(latest("temperature")).isEqualTo(Value.of(3));
        assertThat(socket.sent).as("no acknowledgement without a commit").hasSize(1);
        assertThat(journal.queuedBytes()).isPositive();
    }

    @Test
    void aStreamThatNobodyNamedIsTheNewestFromThenOn() {
        say(new Hello("kitchen", "b1", "b1-2", List.of("b0", "b1"), "", "", List.of(TestAgent.number("temperature"))));
        assertThat(socket.sent.getFirst()).contains("\"acknowledged\":{\"b0\":0,\"b1\":0,\"b1-2\":0}");
        say(TestAgent.telemetry("b1-2", 1, 5));
        say(TestAgent.telemetry("b1-3", 1, 2));
        assertThat(latest("temperature")).isEqualTo(Value.of(2));
        Instant old = Instant.now().minusSeconds(50);
        say(new Telemetry("b1", List.of(new Reading(1, "temperature", old, Value.of(99)))));
        say(new Telemetry("b1-2", List.of(new Reading(6, "temperature", old, Value.of(99)))));
        assertThat(latest("temperature")).as("backlog").isEqualTo(Value.of(2));
        say(new Telemetry("b1-3", List.of(new Reading(3, "temperature", old, Value.of(3)))));
        assertThat(latest("temperature")).as("newest, whatever the clock says").isEqualTo(Value.of(3));
    }

    @Test
    void aChannelSaysWhyItGivesNothing() {
        say(TestAgent.helloOf("kitchen", "b1"));
        say(new Unavailable(Map.of("temperature", "no answer at 0x76 on bus 1")));
        assertThat(Objects.requireNonNull(device().channel("temperature")).unavailable())
                .isEqualTo("no answer at 0x76 on bus 1");
        say(new Unavailable(Map.of()));
        assertThat(Objects.requireNonNull(device().channel("temperature")).isAvailable())
                .isTrue();
        assertThat(socket.sent).as("no fault").hasSize(1);
    }

    /** Whatever is wrong with one message, the next right one is taken. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json                                                          | malformed",
                "{\"type\":\"telemetry\",                                              | malformed",
                "[]                                                                | malformed",
                "{\"type\":\"greeting\"}                                             | unknown-type",
                "{\"type\":\"telemetry\",\"boot\":\"b1\",\"seq\":0,\"readings\":[]}          | invalid",
                "{\"type\":\"telemetry\",\"boot\":\"b1\",\"seq\":1,\"readings\":[{\"n\":\"temperature\",\"bt\":1e9,\"v\":\"NaN\"}]} | invalid",
                "{\"type\":\"hello\",\"device\":\"kitchen\",\"boot\":\"b1\",\"channels\":[]}   | unexpected",
            })
    void aWrongMessageIsAnsweredWithAFaultAndTheSessionLives(String message, String code) {
        say(TestAgent.helloOf("kitchen", "b1"));
        hear(session, message);
        assertThat(socket.sent.getLast()).contains("\"fault\"", "\"" + code + "\"");
        assertThat(socket.isOpen()).isTrue();
        say(TestAgent.telemetry("b1", 1, 1));
        assertThat(latest("temperature")).isEqualTo(Value.of(1));
    }

    @Test
    void tooManyFaultsInAMinuteEndTheSession() {
        say(TestAgent.helloOf("kitchen", "b1"));
        IntStream.range(0, 3).forEach(i -> hear(session, "?"));
        assertThat(socket.isOpen()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        IntStream.range(0, 3).forEach(i -> hear(session, "?"));
        assertThat(socket.isOpen()).as("each minute anew").isTrue();
        hear(session, "?");
        assertThat(closeCode(socket)).isEqualTo(CloseStatus.POLICY_VIOLATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"telemetry\",\"boot\":\"b1\",\"seq\":1,\"readings\":[{\"n\":\"t\",\"bt\":1e9,\"v\":1}]} | unexpected",
                "{\"type\":\"hello\",\"device\":\"kitchen\"} | invalid",
                "? | malformed"
            })
    void withoutHelloThereIsNoSession(String message, String code) {
        hear(session, message);
        assertThat(socket.sent.getLast()).contains(code);
        assertThat(closeCode(socket)).isEqualTo(4002);
        assertThat(registry.device("kitchen")).isNull();
    }

    @Test
    void helloMustComeInTime() {
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        sessions.sweep();
        assertThat(socket.isOpen()).isTrue();
        nanos.addAndGet(1);
        sessions.sweep();
        assertThat(closeCode(socket)).isEqualTo(4002);
    }

    @Test
    void aTokenSpeaksForItsOwnDeviceOnly() {
        say(TestAgent.helloOf("cellar", "b1"));
        assertThat(closeCode(socket)).isEqualTo(CloseStatus.POLICY_VIOLATION);
        assertThat(Objects.requireNonNull(socket.closed).reason()).contains("kitchen", "cellar");
        assertThat(registry.device("cellar")).isNull();
    }

    @Test
    void aNewerSessionTakesOverAndTheOldOnesEndChangesNothing() {
        say(TestAgent.helloOf("kitchen", "b1"));
        FakeWebSocket newer = new FakeWebSocket();
        DeviceSession second = open(newer);
        hear(second, CODEC.encode(TestAgent.helloOf("kitchen", "b1")));
        assertThat(closeCode(socket)).isEqualTo(4001);
        say(TestAgent.telemetry("b1", 1, 1)); // still in the old socket's buffer
        session.onClose(socket, CloseStatus.of(4001));
        assertThat(device().online()).isTrue();
        hear(second, CODEC.encode(TestAgent.telemetry("b1", 1, 2)));
        assertThat(latest("temperature")).isEqualTo(Value.of(2));
        assertThat(sessions.send("kitchen", null, command())).isEqualTo(new Delivery.Sent("b1"));
        assertThat(newer.sent.getLast()).contains("command");
    }

    @Test
    void aReadingOfAnUnknownChannelIsKeptAnsweredOnceAndNotShown() {
        say(TestAgent.helloOf("kitchen", "b1"));
        Instant now = Instant.now();
        say(new Telemetry(
                "b1",
                List.of(
                        new Reading(1, "humidity", now, Value.of(40)),
                        new Reading(2, "temperature", now, Value.of(21)),
                        new Reading(3, "humidity", now, Value.of(41)))));
        assertThat(socket.sent)
                .filteredOn(message -> message.contains("unknown-channel"))
                .hasSize(1);
        assertThat(latest("temperature")).isEqualTo(Value.of(21));
        assertThat(device().channel("humidity")).isNull();
        assertThat(journal.append("kitchen", TestAgent.telemetry("b1", 1, 3), (boot, sequence) -> {}))
                .as("all three were taken")
                .isEqualTo(3);
    }

    @Test
    void aValueOfAnotherTypeIsKeptAnsweredOnceAndNotShown() {
        say(TestAgent.helloOf("kitchen", "b1"));
        say(new Telemetry("b1", List.of(new Reading(1, "temperature", Instant.now(), Value.of("warm")))));
        assertThat(socket.sent.getLast()).contains("unknown-channel", "temperature", "warm");
        assertThat(Objects.requireNonNull(device().channel("temperature")).latest())
                .isNull();
    }

    @Test
    void readingsOfFormerBootsMayNameFormerChannels() {
        say(new Hello("kitchen", "b2", List.of("b1"), "", "", List.of(TestAgent.number("temperature"))));
        say(new Telemetry("b1", List.of(new Reading(1, "humidity", Instant.now(), Value.of(40)))));
        assertThat(socket.sent).noneMatch(message -> message.contains("fault"));
    }

    @Test
    void aDeviceHasOnlySoManyChannels() {
        List<ChannelDescription> five =
                IntStream.range(0, 5).mapToObj(i -> TestAgent.number("c" + i)).toList();
        say(new Hello("kitchen", "b1", List.of(), "", "", five));
        assertThat(closeCode(socket)).isEqualTo(CloseStatus.POLICY_VIOLATION);
    }

    @Test
    void readingsCannotAddChannelsWithoutEnd() {
        say(TestAgent.helloOf("kitchen", "b1"));
        for (int i = 1; i <= 3; i++) {
            say(new Telemetry("b1", List.of(new Reading(i, "c" + i, Instant.now(), Value.of(i)))));
        }
        assertThat(closeCode(socket)).isEqualTo(CloseStatus.POLICY_VIOLATION);
    }

    @Test
    void aSessionHasOnlySoManyStreamsWhateverTheyBeginWith() {
        SessionContext roomy = new SessionContext(
                sessions,
                registry,
                new Journal(16 << 20),
                LIMITS,
                context.events(),
                context.metrics(),
                context.clock(),
                nanos::get);
        FakeWebSocket to = new FakeWebSocket();
        DeviceSession many = new DeviceSession(new Doorkeeper.Admitted("kitchen", "token"), CODEC, roomy);
        many.onOpen(to);
        many.onText(to, ByteBuffer.wrap(CODEC.encode(TestAgent.helloOf("kitchen", "b1"))));
        for (int i = 0; i <= Streams.MOST; i++) {
            assertThat(to.closed).isNull();
            Gap gap = new Gap("b1-" + i, 1, 1, Gap.Cause.FULL, null, null);
            many.onText(to, ByteBuffer.wrap(CODEC.encode(gap)));
        }
        assertThat(closeCode(to)).isEqualTo(CloseStatus.POLICY_VIOLATION);
    }

    @Test
    void aJournalThatIsBehindStopsTheReadingOfTheSocketAndThenTheSession() {
        say(TestAgent.helloOf("kitchen", "b1"));
        say(TestAgent.telemetry("b1", 1, 100));
        assertThat(socket.paused).isTrue();
        assertThat(socket.isOpen()).isTrue();
        say(TestAgent.telemetry("b1", 101, 200)); // was in the engine's buffer
        say(TestAgent.telemetry("b1", 201, 300));
        assertThat(closeCode(socket)).isEqualTo(CloseStatus.TRY_AGAIN_LATER);
        assertThat(latest("temperature")).as("what was refused is not shown").isEqualTo(Value.of(200));
    }

    @Test
    void acknowledgementsThatDoNotFitAreSentWhenThereIsRoom() {
        say(TestAgent.helloOf("kitchen", "b1"));
        socket.room = 0;
        session.committed("b1", 5);
        session.committed("b1", 7);
        socket.room = 10;
        session.onWritable(socket);
        assertThat(socket.sent.getLast()).contains("\"ack\"", "7");
        assertThat(socket.sent).hasSize(2);
        assertThat(events).containsExactly("kitchen writable");
    }

    @Test
    void commandsGoOutAndResultsComeBack() {
        assertThat(sessions.send("kitchen", null, command())).isEqualTo(Delivery.Unsent.OFFLINE);
        say(TestAgent.helloOf("kitchen", "b1"));
        assertThat(sessions.send("kitchen", null, command())).isEqualTo(new Delivery.Sent("b1"));
        assertThat(sessions.send("kitchen", "b1", command())).isEqualTo(new Delivery.Sent("b1"));
        assertThat(sessions.send("kitchen", "b0", command())).isEqualTo(Delivery.Unsent.RESTARTED);
        socket.room = 0;
        assertThat(sessions.send("kitchen", null, command())).isEqualTo(Delivery.Unsent.BUSY);
        say(Result.done("c1", Value.of(true)));
        assertThat(events).containsExactly("kitchen c1 DONE");
        session.close(CloseStatus.of(CloseStatus.NORMAL));
        assertThat(sessions.send("kitchen", null, command())).isEqualTo(Delivery.Unsent.OFFLINE);
    }

    private DeviceSession open(FakeWebSocket on) {
        DeviceSession opened = new DeviceSession(new Doorkeeper.Admitted("kitchen", "token"), CODEC, context);
        opened.onOpen(on);
        return opened;
    }

    private void say(Message message) {
        hear(session, CODEC.encode(message));
    }

    private void hear(DeviceSession by, String text) {
        hear(by, text.getBytes(StandardCharsets.UTF_8));
    }

    private void hear(DeviceSession by, byte[] text) {
        by.onText(by == session ? socket : new FakeWebSocket(), ByteBuffer.wrap(text));
    }

    private DeviceSnapshot device() {
        return Objects.requireNonNull(registry.device("kitchen"));
    }

    private Value latest(String channel) {
        DeviceSnapshot.Channel known = Objects.requireNonNull(device().channel(channel));
        return Objects.requireNonNull(known.latest()).value();
    }

    private static int closeCode(FakeWebSocket socket) {
        return Objects.requireNonNull(socket.closed, "still open").code();
    }

    private static Command command() {
        return new Command("c1", "fan", Value.of(true), Duration.ofSeconds(5));
    }
}
