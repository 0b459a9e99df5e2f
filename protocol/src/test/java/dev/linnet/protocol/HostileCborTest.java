package dev.linnet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever else arrives in binary is answered with a fault that says what is wrong, and costs no more than its bytes. */
class HostileCborTest {
    private static final byte[] PACK = new CborCodec()
            .encode(new Telemetry(
                    "b",
                    List.of(
                            new Reading(1, "x", Instant.ofEpochSecond(1767323045), Value.of(21.6)),
                            new Reading(2, "y", Instant.ofEpochSecond(1767323046), Value.of("ß")))));

    private final CborCodec codec = new CborCodec();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "00", // a number
                "80", // an array
                "f6", // null
                "a0", // an object without a type
                "bf", // one that does not end
                "bfff",
                "a10c", // 12 is 'type', and its value is missing
                "a10c01", // which is no string
                "a10c656661756c", // a string that is cut
                "a10c7f6166ff", // a string in chunks
                "a10c61ff", // which is not UTF-8
                "a10c63eda080", // half a surrogate pair
                "a1f501", // a name that is a boolean
                "a1c10101", // a name with a tag
                "a14100f5", // a name of bytes
                "ff", // a break alone
                "a1ff00", // a break for a name
                "a10cff", // a break for a value
                "bf0cff", // and where the map could end, but not here
                "1c", // reserved additional information
                "1d",
                "1e",
                "1f", // a number of indefinite length
                "bbffffffffffffffff", // more fields than there can be
                "bb0000000100000000",
                "ba7fffffff",
                "a20c656661756c74", // fewer fields than announced
                "a10c7bffffffffffffffff", // a string as long as can be
                "a10c7a7fffffff",
                "a1187b9b7fffffffffffffff", // an array as long as can be
                "a1187b5bffffffffffffffff", // bytes
                "a1187bf81f", // a simple value in a form that is forbidden
                "a1187bfc",
                "a1187bc074", // tags
                "a1187bd9d9f700",
                "a1187bdbffffffffffffffff00",
                "a1187bc482", // a decimal fraction that is cut
                "a1187bc4830102",
                "a1187bc49f0102ff",
                "a1187bc4821b7fffffffffffffff01", // with an exponent that would cost memory
                "a1187bc4823b7fffffffffffffff01",
                "a1187bc4823b8000000000000000",
                "a1187bc48201c24101", // with a mantissa of any size
                "a2 0c 65 6661756c74 13 67 696e76616c6964 00" // something behind the message
            })
    void isMalformed(String hex) {
        Fault fault = faultOf(bytes(hex));
        assertThat(fault.code()).isEqualTo(Fault.Code.MALFORMED);
        assertThat(fault.detail()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a1 0c 69 74656c656d65747279|telemetry: 'seq' is missing",
                // seq 1 twice: as a label, and spelled out
                "a3 0c 69 74656c656d65747279 0a 01 63 736571 01|telemetry /seq: stands twice",
                "a2 0c 69 74656c656d65747279 0a 00|telemetry /seq: must be a whole number from 1",
                "a2 0c 69 74656c656d65747279 0a 1bffffffffffffffff|telemetry /seq: must be a whole number from 1",
                "a2 0c 69 74656c656d65747279 0a f97e00|telemetry /seq: must be a number that a double can hold",
                "a2 0c 69 74656c656d65747279 0a f93e00|telemetry /seq: must be a whole number from 1",
                "a2 0c 69 74656c656d65747279 0a 4101|telemetry /seq: must be a whole number from 1 to 9223372034707292160, not something else",
                "a2 0c 69 74656c656d65747279 09 07|telemetry /boot: must be a string, not 7",
                "a2 0c 69 74656c656d65747279 09 f7|telemetry /boot: must be a string, not something else",
                "a2 0c 69 74656c656d65747279 0b a0|telemetry /readings: must be an array, not an object",
                "a2 0c 69 74656c656d65747279 0b 81f6|telemetry /readings/0: must be an object, not null",
                "a2 0c 69 74656c656d65747279 0b 82 a3 00 6178 06 1a69571f25 02 01 a1 02 f97c00|telemetry /readings/1/v: must be a number that a double",
                "a2 0c 69 74656c656d65747279 0b 81 a1 24 05|telemetry /readings/0/bv: changes what the value means",
                "a2 0c 69 74656c656d65747279 0b 81 a2 02 01 02 01|telemetry /readings/0/v: is a second value",
                "a2 0c 69 74656c656d65747279 0b 81 a1 04 01|telemetry /readings/0/vb: must be a boolean, not 1"
            })
    void saysWhichFieldIsInvalid(String hex, String detail) {
        Fault fault = faultOf(bytes(hex));
        assertThat(fault.detail()).startsWith(detail);
        assertThat(fault.code()).isEqualTo(Fault.Code.INVALID);
    }

    @Test
    void wantsNamesThatAreDataSpelledOut() {
        byte[] welcome = bytes("a6 0c 67 77656c636f6d65 15 1a69571f25 17 14 1818 190400 1819 01 16 a1 00 01");
        MalformedMessageException e = catchThrowableOfType(
                MalformedMessageException.class, () -> codec.decodeFromHub(ByteBuffer.wrap(welcome)));
        assertThat(e.fault().detail()).isEqualTo("welcome /acknowledged/n: must have a string for a name");
    }

    @Test
    void isMalformedWhereverItIsCut() {
        for (int length = 0; length < PACK.length; length++) {
            assertThat(faultOf(Arrays.copyOf(PACK, length)).code()).isEqualTo(Fault.Code.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"81", "9f", "a100", "bf00", "a1 61 61"})
    void isMalformedWhenItIsTooDeep(String level) {
        byte[] deep = bytes("a1187b" + level.repeat(20_000));
        assertThat(faultOf(deep).detail()).contains("deeper than 32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a10c7a3fffffff", // one string of a gigabyte
                "a1187b9a3fffffff", // a thousand million elements
                "a1187bba3fffffff"
            })
    void allocatesNothingThatIsOnlyAnnounced(String hex) {
        byte[] bomb = bytes(hex);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        faultOf(bomb); // loads classes
        long before = threads.getCurrentThreadAllocatedBytes();
        faultOf(bomb);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 << 10);
    }

    @Test
    void answersAnyDamageWithAMessageOrAFault() {
        Random random = new Random(8);
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = PACK.clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(codec.decodeFromAgent(ByteBuffer.wrap(damaged))).isNotNull();
            } catch (MalformedMessageException e) {
                assertThat(e.fault().detail()).isNotBlank();
            }
        }
    }

    private Fault faultOf(byte[] cbor) {
        return catchThrowableOfType(MalformedMessageException.class, () -> codec.decodeFromAgent(ByteBuffer.wrap(cbor)))
                .fault();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
