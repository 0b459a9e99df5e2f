package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.spool.MemorySpool;
import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hello stays within what the hub takes, whatever the agent has to say. */
class GreetingTest {
    private static final int USUAL_CHANNELS = 256; // that a hub takes of a device

    private final MemorySpool spool = new MemorySpool("abcdefghijklmnop", 8 << 20);

    static Stream<MessageCodec> codecs() {
        return Stream.of(new JsonCodec(), new CborCodec());
    }

    private static Greeting of(int channels) {
        List<ChannelDescription> largest = IntStream.range(0, channels)
                .mapToObj(i -> new ChannelDescription(
                        id(i),
                        ChannelDescription.Kind.ACTUATOR,
                        ChannelDescription.Type.NUMBER,
                        "carbon-dioxide-concentration",
                        "umol/mol",
                        new ChannelDescription.Range(-Double.MAX_VALUE, Double.MAX_VALUE)))
                .toList();
        return new Greeting(new LinkIdentity("kitchen", "0.1.0", "Raspberry Pi Zero 2 W Rev 1.0", largest));
    }

    private static String id(int number) {
        return "c".repeat(60) + (100 + number);
    }

    private static Map<String, String> troubles(int channels) {
        Map<String, String> troubles = new TreeMap<>();
        IntStream.range(0, channels).forEach(i -> troubles.put(id(i), "€".repeat(200)));
        return troubles;
    }

    private void streams(int count) {
        for (int i = 0; i < count; i++) {
            spool.append("t", i, Value.of(i));
            spool.begin();
        }
        assertThat(spool.formerStreams()).hasSize(count);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void hasRoomForAllChannelsThatAHubTakes(MessageCodec codec) {
        streams(1_000);
        Hello hello = of(USUAL_CHANNELS).hello(spool, troubles(USUAL_CHANNELS), codec);
        assertThat(codec.encode(hello).length).isLessThanOrEqualTo(Greeting.USUAL_MESSAGE);
        assertThat(hello.channels()).hasSize(USUAL_CHANNELS);
        assertThat(hello.spooled()).hasSizeGreaterThan(100).startsWith("abcdefghijklmnop", "abcdefghijklmnop-2");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void leavesNothingOutThatFits(MessageCodec codec) {
        streams(1_000);
        Hello hello = of(40).hello(spool, troubles(40), codec);
        assertThat(hello.spooled()).isEqualTo(spool.formerStreams());
        assertThat(hello.unavailable()).hasSize(40);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void namesAsManyStreamsAsFit(MessageCodec codec) {
        streams(1_000);
        Greeting greeting = of(1);
        greeting.limit(8 << 10);
        Hello hello = greeting.hello(spool, Map.of(), codec);
        assertThat(codec.encode(hello).length).isBetween((8 << 10) - 2_000, 8 << 10);
        assertThat(hello.spooled())
                .isEqualTo(spool.formerStreams().subList(0, hello.spooled().size()));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void cutsReasonsBeforeItLeavesThemOut(MessageCodec codec) {
        Greeting greeting = of(100);
        Hello hello = greeting.hello(spool, troubles(100), codec);
        assertThat(codec.encode(hello).length).isLessThanOrEqualTo(Greeting.USUAL_MESSAGE);
        assertThat(hello.unavailable()).hasSize(100);
        assertThat(hello.unavailable().get(id(0))).hasSizeLessThan(160);
    }

    @Test
    void becomesSmallerUntilTheHubTakesItAndNamesAStreamAllTheSame() {
        MessageCodec codec = new JsonCodec();
        streams(1_000);
        Greeting greeting = of(1);
        int before = codec.encode(greeting.hello(spool, troubles(1), codec)).length;
        for (int i = 0; i < 20; i++) {
            greeting.tooBig();
            int now = codec.encode(greeting.hello(spool, troubles(1), codec)).length;
            assertThat(now).isLessThanOrEqualTo(before);
            before = now;
        }
        assertThat(before).isLessThan(1 << 10);
        assertThat(greeting.hello(spool, Map.of(), codec).spooled()).isNotEmpty();
        greeting.limit(1 << 20);
        assertThat(greeting.hello(spool, Map.of(), codec).spooled()).hasSize(1_000);
        greeting.limit(1 << 10);
        assertThat(of(100).hello(spool, Map.of(), codec).spooled()).isNotEmpty();
    }
}
