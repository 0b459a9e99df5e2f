package dev.linnet.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each value in the one form in which it is written, and in those in which others may write it. */
class CborEncodingTest {
    private static final String DONE = "a4 0c 66 726573756c74 0d 61 63 0f 64 646f6e65 0e ";

    private final CborCodec codec = new CborCodec();

    @ParameterizedTest
    @CsvSource({
        "0,00",
        "-0.0,f98000",
        "23,17",
        "24,1818",
        "-1,20",
        "-500,3901f3",
        "65536,1a00010000",
        "9007199254740992,1b0020000000000000",
        "21.5,f94d60", // half a float holds it
        "1024.0625,fa44800200", // a float
        "21.6,c4822018d8", // a decimal fraction
        "-0.037,c482223824",
        "1013.254,c482221a000f7606",
        "0.1234567,fb3fbf9adbb8f8da72", // more than six decimals: a double
        "1e300,fb7e37e43c8800759c",
        "3.4028234663852886e38,fa7f7fffff",
        "4.9e-324,fb0000000000000001"
    })
    void writesANumberInTheFewestBytes(double number, String hex) throws Exception {
        assertThat(HexFormat.of().formatHex(codec.encode(Result.done("c", Value.of(number)))))
                .isEqualTo((DONE + hex).replace(" ", ""));
        assertThat(decoded(hex)).isEqualTo(Value.of(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "05",
                "1805", // longer than it need be
                "190005",
                "1a00000005",
                "1b0000000000000005",
                "f94500",
                "fa40a00000",
                "fb4014000000000000",
                "c4820005",
                "c482201832", // 50 · 10⁻¹
                "c482311b4563918244f40000" // 5·10¹⁸ · 10⁻¹⁸
            })
    void readsANumberInAnyForm(String hex) throws Exception {
        assertThat(decoded(hex)).isEqualTo(Value.of(5));
    }

    @Test
    void takesMapsAndArraysOfIndefiniteLengthAndSpelledOutNames() throws Exception {
        String hex = "bf 64 74797065 69 74656c656d65747279 63 736571 07 64 626f6f74 61 62"
                + "68 72656164696e6773 9f bf 00 64 646f6f72 61 74 fb 41da55c7c93f7e6b 62 7662 f5 ff ff ff";
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        Telemetry telemetry = (Telemetry) codec.decodeFromAgent(ByteBuffer.wrap(bytes));
        assertThat(telemetry.firstSequence()).isEqualTo(7);
        assertThat(telemetry.readings().getFirst().channel()).isEqualTo("door");
        assertThat(telemetry.readings().getFirst().value()).isEqualTo(Value.of(true));
    }

    @Test
    void ignoresUnknownLabelsAndNamesWhateverTheyHold() throws Exception {
        String hex = "a7 0c 66 726573756c74 0d 61 63 0f 64 646f6e65 0e 01"
                + "1a0001e240 a2 01 82 4200ff f7 61 78 f0" // label 123456: an object with bytes, undefined, a simple
                // value
                + "387f f6 66 667574757265 9f c48220 18d8 ff";
        assertThat(codec.decodeFromAgent(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")))))
                .isEqualTo(Result.done("c", Value.of(1)));
    }

    @Test
    void readsAnyBufferAndLeavesItWhereItWas() throws Exception {
        byte[] cbor = codec.encode(Result.done("c-1", Value.of("ü".repeat(500))));
        for (ByteBuffer buffer : List.of(
                ByteBuffer.allocateDirect(cbor.length + 20),
                ByteBuffer.allocate(cbor.length + 20).slice(3, cbor.length + 10))) {
            buffer.position(5).put(cbor).flip().position(5);
            assertThat(codec.decodeFromAgent(buffer)).isEqualTo(Result.done("c-1", Value.of("ü".repeat(500))));
            assertThat(buffer.position()).isEqualTo(5);
        }
    }

    @Test
    void writesASenmlPackAsRfc8428Has() {
        List<Reading> readings = List.of(
                new Reading(7, "temperature", Instant.parse("2026-01-02T03:04:05Z"), Value.of(21.5)),
                new Reading(8, "door", Instant.parse("2026-01-02T03:04:05.25Z"), Value.of(true)));
        assertThat(HexFormat.of()
                        .formatHex(codec.senml("kitchen/", readings, channel -> channel.equals("door") ? "" : "Cel")))
                .isEqualTo(
                        ("82 a5 21 68 6b69746368656e2f 22 1a695735a500 6b 74656d7065726174757265 01 63 43656c 02 f94d60"
                                        + "a3 00 64 646f6f72 06 c482211819 04 f5")
                                .replace(" ", ""));
    }

    @Test
    void everyFieldThatIsWrittenHasALabel() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            Message message = i % 2 == 0 ? RandomMessages.fromAgent(random) : RandomMessages.fromHub(random);
            ItemReader reader = codec.reader(ByteBuffer.wrap(codec.encode(message)));
            for (Item item = reader.next(); item != Item.END; item = reader.next()) {
                if (item == Item.NAME && reader.nameIsText()) {
                    assertThat(reader.pointer()).matches("/(acknowledged|unavailable|channels)/[a-z0-9-]+");
                }
            }
        }
    }

    @Test
    void namesItsSubprotocol() {
        assertThat(codec.subprotocol()).isEqualTo("linnet.v1.cbor");
        assertThat(codec.isBinary()).isTrue();
    }

    private Value decoded(String hex) throws MalformedMessageException {
        byte[] bytes = HexFormat.of().parseHex((DONE + hex).replace(" ", ""));
        return requireNonNull(((Result) codec.decodeFromAgent(ByteBuffer.wrap(bytes))).value());
    }
}
