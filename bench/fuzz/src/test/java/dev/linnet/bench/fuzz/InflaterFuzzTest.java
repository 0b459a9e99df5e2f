package dev.linnet.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.linnet.websocket.compression.Agreement;
import dev.linnet.websocket.compression.CompressionMemory;
import dev.linnet.websocket.compression.MessageInflater;
import dev.linnet.websocket.frame.ProtocolViolation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decompression does not depend on how its input is cut, and ends. */
class InflaterFuzzTest {
    private static final int ENOUGH = 100_000;

    /** DEFLATE's shortest code for its longest match: 258 bytes from two bits. */
    private static final long LARGEST_RATIO = 1032;

    @FuzzTest(maxDuration = "10m")
    void cutAnywhere(FuzzedDataProvider data) {
        int seed = data.consumeInt();
        int room = data.consumeInt(1, 5000);
        boolean keepsContext = data.consumeBoolean();
        byte[] first = data.consumeBytes(data.consumeInt(0, 200));
        byte[] second = data.consumeRemainingAsBytes();

        List<String> whole = inflate(keepsContext, ENOUGH, 0, first, second);
        assertThat(inflate(keepsContext, ENOUGH, 1, first, second)).isEqualTo(whole);
        assertThat(inflate(keepsContext, room, seed, first, second)).isEqualTo(whole);
    }

    private static List<String> inflate(boolean keepsContext, int room, int seed, byte[]... messages) {
        CompressionMemory memory = new CompressionMemory(1, 1);
        MessageInflater inflater = new MessageInflater(memory, new Agreement(true, 15, keepsContext, 0));
        List<String> outcome = new ArrayList<>();
        try {
            for (byte[] message : messages) {
                outcome.add(inflateMessage(inflater, room, seed, message));
            }
        } catch (ProtocolViolation violation) {
            outcome.add(violation.status().toString());
        }
        inflater.release();
        memory.close();
        assertThat(memory.streams()).isZero();
        return outcome;
    }

    static String inflateMessage(MessageInflater inflater, int room, int seed, byte[] message)
            throws ProtocolViolation {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] left = {message.length};
        Pieces.offer(message, seed, piece -> {
            left[0] -= piece.remaining();
            return inflate(inflater, room, piece, left[0] == 0, out, message.length);
        });
        if (message.length == 0) {
            inflate(inflater, room, ByteBuffer.allocate(0), true, out, 0);
        }
        return HexFormat.of().formatHex(out.toByteArray());
    }

    /** Fails when more comes out than can: then it would never end. */
    private static boolean inflate(
            MessageInflater inflater,
            int room,
            ByteBuffer piece,
            boolean last,
            ByteArrayOutputStream out,
            int messageBytes)
            throws ProtocolViolation {
        inflater.input(piece, last);
        @Nullable ByteBuffer into = ByteBuffer.allocate(room);
        while (!inflater.inflate(into)) {
            out.write(into.array(), 0, into.position());
            if (out.size() > LARGEST_RATIO * messageBytes) {
                throw new AssertionError(out.size() + " bytes out of " + messageBytes);
            }
            inflater.keepInput();
            into.clear();
        }
        out.write(into.array(), 0, into.position());
        return true;
    }
}
