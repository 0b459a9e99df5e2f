package dev.linnet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever can be said arrives as it was said. */
class RoundTripTest {
    static List<StreamCodec> codecs() {
        return List.of(new JsonCodec(), new CborCodec());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void returnsRandomMessagesUnchanged(StreamCodec codec) throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            Message.FromAgent said = RandomMessages.fromAgent(random);
            assertThat(codec.decodeFromAgent(direct(codec, said))).isEqualTo(said);
            Message.FromHub answered = RandomMessages.fromHub(random);
            assertThat(codec.decodeFromHub(direct(codec, answered))).isEqualTo(answered);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void keepsEveryMicrosecond(StreamCodec codec) throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            Instant first = RandomMessages.time(random);
            Instant second = random.nextBoolean()
                    ? RandomMessages.time(random)
                    : first.plusNanos(1_000L * random.nextInt(-2000, 2000));
            Telemetry telemetry = new Telemetry(
                    "b", List.of(new Reading(1, "x", first, Value.of(1)), new Reading(2, "x", second, Value.of(1))));
            assertThat(codec.decodeFromAgent(direct(codec, telemetry))).isEqualTo(telemetry);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void keepsEveryDouble(StreamCodec codec) throws Exception {
        Random random = new Random(6);
        List<Double> edges = List.of(
                0.0,
                -0.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                0x1p53,
                0x1p53 + 2,
                0x1p63,
                -0x1p63,
                1e15,
                1e-7,
                0.1 + 0.2);
        for (int i = 0; i < 20_000; i++) {
            double number = i < edges.size() ? edges.get(i) : Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                Result result = Result.done("c", Value.of(number));
                assertThat(codec.decodeFromAgent(direct(codec, result))).isEqualTo(result);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void cutsOffWhatIsFinerThanAMicrosecond(StreamCodec codec) throws Exception {
        Instant time = Instant.parse("2026-01-01T00:00:00.123456789Z");
        Telemetry telemetry = new Telemetry("b", List.of(new Reading(1, "x", time, Value.of(1))));
        Telemetry arrived = (Telemetry) codec.decodeFromAgent(direct(codec, telemetry));
        assertThat(arrived.readings().getFirst().time()).isEqualTo("2026-01-01T00:00:00.123456Z");
    }

    private static ByteBuffer direct(StreamCodec codec, Message message) {
        byte[] json = codec.encode(message);
        return ByteBuffer.allocateDirect(json.length).put(json).flip();
    }

    /** One message, one meaning: whichever way it went, and however often it was written, its bytes are the same. */
    @Test
    void writesTheSameBytesAfterEitherEncoding() throws Exception {
        JsonCodec json = new JsonCodec();
        CborCodec cbor = new CborCodec();
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            Message.FromAgent said = RandomMessages.fromAgent(random);
            Message.FromAgent overCbor = cbor.decodeFromAgent(direct(cbor, said));
            Message.FromAgent overBoth = json.decodeFromAgent(direct(json, overCbor));
            assertThat(overBoth).isEqualTo(said);
            assertThat(cbor.encode(overBoth)).isEqualTo(cbor.encode(said));
            assertThat(json.encode(overCbor)).isEqualTo(json.encode(said));
            Message.FromHub answered = RandomMessages.fromHub(random);
            Message.FromHub back = cbor.decodeFromHub(direct(cbor, json.decodeFromHub(direct(json, answered))));
            assertThat(back).isEqualTo(answered);
            assertThat(json.encode(back)).isEqualTo(json.encode(answered));
        }
    }
}
