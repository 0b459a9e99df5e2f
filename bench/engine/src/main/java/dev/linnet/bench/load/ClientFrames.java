package dev.linnet.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Masked text frames of ASCII, made once and sent many times. */
final class ClientFrames {
    private static final int HEADER = 6;

    private ClientFrames() {}

    /**
     * So many frames, one behind the other, in direct memory.
     *
     * @param first the first character of the last frame's text
     */
    static ByteBuffer block(int frames, int payloadBytes, char first, int mask) {
        ByteBuffer block = ByteBuffer.allocateDirect(frames * (HEADER + payloadBytes));
        for (int i = 0; i < frames; i++) {
            put(block, text(payloadBytes, i == frames - 1 ? first : '{'), mask);
        }
        return block.flip();
    }

    private static String text(int length, char first) {
        String reading = first + "\"n\":\"climate/temperature\",\"u\":\"Cel\",\"v\":21.5,\"t\":1767225600}";
        return reading.repeat(1 + length / reading.length()).substring(0, length);
    }

    private static void put(ByteBuffer block, String text, int mask) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        if (payload.length > 125) {
            throw new IllegalArgumentException("only short frames here, not " + payload.length + " bytes");
        }
        block.put((byte) 0x81).put((byte) (0x80 | payload.length)).putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            block.put((byte) (payload[i] ^ mask >>> (24 - 8 * (i % 4))));
        }
    }
}
