package dev.linnet.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.compression.Agreement;
import dev.linnet.websocket.compression.CompressionMemory;
import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.frame.FrameOutput;
import dev.linnet.websocket.frame.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two sessions, each the other's peer: whatever one sends, the other gets, with every agreement and however it is cut. */
class CompressionRoundTripTest {
    private static final int MAX = 1 << 18;
    private static final int[] SIZES = {0, 1, 5, 125, 126, 255, 256, 257, 4095, 16_384, 65_535, 65_536, MAX};

    static Stream<Agreement> agreements() {
        return IntStream.rangeClosed(8, 15)
                .boxed()
                .flatMap(bits -> Stream.of(
                        new Agreement(true, bits, true, 0),
                        new Agreement(false, bits, false, 0),
                        new Agreement(false, bits, true, 100)));
    }

    /** One end: what it writes is what the other reads. */
    private static final class End implements FrameOutput {
        final CompressionMemory memory = new CompressionMemory(6, 0);
        final WebSocketSession session;
        ByteBuffer written = ByteBuffer.allocate(1 << 12);

        End(Role role, Agreement agreement) {
            session = new WebSocketSession(
                    PaperSession.settings(role, MAX), this, new PerMessageDeflate(memory, agreement), 0);
        }

        @Override
        public ByteBuffer space(int wanted) {
            if (written.remaining() < wanted) {
                written = ByteBuffer.allocate(2 * (written.position() + wanted)).put(written.flip());
            }
            return written;
        }

        @Override
        public boolean congested() {
            return false;
        }

        /** All that was written, in random pieces, and what the other made of it. */
        List<byte[]> deliverTo(End other, Random random) {
            List<byte[]> messages = new ArrayList<>();
            ByteBuffer wire = written.flip();
            while (wire.hasRemaining()) {
                int piece = 1 + random.nextInt(random.nextBoolean() ? 20 : 30_000);
                byte[] bytes = new byte[Math.min(piece, wire.remaining())];
                wire.get(bytes);
                ReceiveBuffer in = new ReceiveBuffer(ByteBuffer.wrap(bytes));
                SessionEvent event;
                while ((event = other.session.poll(in, 0)) != SessionEvent.NEED_INPUT) {
                    assertThat(event).isIn(SessionEvent.TEXT, SessionEvent.BINARY);
                    byte[] message = new byte[other.session.payload().remaining()];
                    other.session.payload().get(message);
                    messages.add(message);
                }
            }
            written.clear();
            return messages;
        }
    }

    @ParameterizedTest
    @MethodSource("agreements")
    void whatIsSentArrives(Agreement agreement) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        End client = new End(Role.CLIENT, agreement);
        End server = new End(Role.SERVER, agreement);
        for (int size : SIZES) {
            for (byte[] message : List.of(text(size, random), new byte[size], noise(size, random))) {
                converse(client, server, message, random, "seed " + seed + ", size " + size);
                converse(server, client, message, random, "seed " + seed + ", size " + size);
            }
        }
        client.session.abort("done");
        server.session.abort("done");
        assertThat(client.memory.streams() + server.memory.streams()).isZero();
    }

    private static void converse(End from, End to, byte[] message, Random random, String what) {
        ByteBuffer payload = ByteBuffer.wrap(message);
        assertThat(from.session.send(Opcode.BINARY, payload)).isTrue();
        assertThat(payload.remaining()).isEqualTo(message.length);
        assertThat(from.written.position()).as("never longer: " + what).isLessThanOrEqualTo(message.length + 14);
        sendInParts(from.session, message, random);
        assertThat(from.deliverTo(to, random)).as(what).containsExactly(message, message);
    }

    private static void sendInParts(WebSocketSession session, byte[] message, Random random) {
        Opcode opcode = Opcode.BINARY;
        int at = 0;
        boolean last;
        do {
            int length = Math.min(message.length - at, random.nextInt(1 + message.length));
            last = at + length == message.length && random.nextBoolean();
            session.sendFragment(opcode, ByteBuffer.wrap(message, at, length), last);
            at += length;
            opcode = Opcode.CONTINUATION;
        } while (!last);
    }

    private static byte[] text(int size, Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append("{\"n\":\"temperature\",\"u\":\"Cel\",\"v\":")
                    .append(random.nextInt(1000))
                    .append("},");
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] noise(int size, Random random) {
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        return noise;
    }
}
