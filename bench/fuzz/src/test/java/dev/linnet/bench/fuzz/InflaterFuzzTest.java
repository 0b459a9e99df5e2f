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

/** Decompression does not depend on how its input is cut, and ends. */
class InflaterFuzzTest {
    /** More than a message of this size is not asked for, as a session would not: else bombs are all that is tried. */
    private static final int MAX_MESSAGE_BYTES = 20_000;

    /** DEFLATE's shortest code for its longest match: 258 bytes from two bits. */
    private static final long LARGEST_RATIO = 1032;

    @FuzzTest(maxDuration = "10m")
    void cutAnywhere(FuzzedDataProvider data) {
        int seed = data.consumeInt();
        int room = data.consumeInt(1, 5000);
        boolean keepsContext = data.consumeBoolean();
        byte[] first = data.consumeBytes(data.consumeInt(0, 200));
        byte[] second = data.consumeRemainingAsBytes();

        byte[] enough = new byte[MAX_MESSAGE_BYTES + 1];
        List<String> whole = inflate(keepsContext, enough, 0, first, second);
        assertThat(inflate(keepsContext, enough, 1, first, second)).isEqualTo(whole);
        assertThat(inflate(keepsContext, new byte[room], seed, first, second)).isEqualTo(whole);
    }

    private static List<String> inflate(boolean keepsContext, byte[] room, int seed, byte[]... messages) {
        CompressionMemory memory = new CompressionMemory(1, 1);
        MessageInflater inflater = new MessageInflater(memory, new Agreement(true, 15, keepsContext, 0));
        List<String> outcome = new ArrayList<>();
        try {
            for (byte[] message : messages) {
                outcome.add(inflateMessage(inflater, room, seed, message));
            }
        } catch (ProtocolViolation violation) {
            // Of two things wrong with a message the first to be seen is named, and cutting decides which.
            outcome.add("FAILED");
        }
        inflater.release();
        memory.close();
        assertThat(memory.streams()).isZero();
        return outcome;
    }

    static String inflateMessage(MessageInflater inflater, byte[] room, int seed, byte[] message)
            throws ProtocolViolation {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] left = {message.length};
        Pieces.offer(message, seed, piece -> {
            left[0] -= piece.remaining();
            inflate(inflater, room, piece, left[0] == 0, out, message.length);
            return true;
        });
        if (message.length == 0) {
            inflate(inflater, room, ByteBuffer.allocate(0), true, out, 0);
        }
        return HexFormat.of().formatHex(out.toByteArray());
    }

    private static void inflate(
            MessageInflater inflater,
            byte[] room,
            ByteBuffer piece,
            boolean last,
            ByteArrayOutputStream out,
            int messageBytes)
            throws ProtocolViolation {
        inflater.input(piece, last);
        ByteBuffer into = ByteBuffer.wrap(room);
        boolean usedUp;
        do {
            usedUp = inflater.inflate(into.clear());
            out.write(room, 0, into.position());
            if (out.size() > LARGEST_RATIO * messageBytes) {
                throw new AssertionError(out.size() + " bytes out of " + messageBytes); // it would never end
            }
            if (out.size() > MAX_MESSAGE_BYTES) {
                throw ProtocolViolation.tooBig(MAX_MESSAGE_BYTES);
            }
            if (!usedUp) {
                inflater.keepInput();
            }
        } while (!usedUp);
    }
}
