package dev.linnet.websocket.session;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Frames as one can write them down: {@code 01:4865 80:6c6c6f} is a first byte and a payload, twice, in hexadecimal.
 * Written and read here by the plainest code, so that the engine's own is not tested against itself.
 */
public final class PaperFrames {
    private static final byte[] KEY = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private PaperFrames() {}

    public static byte[] encode(String frames, boolean masked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String frame : frames.isBlank() ? new String[0] : frames.trim().split(" +")) {
            String[] parts = frame.split(":", 2);
            byte[] payload = HexFormat.of().parseHex(parts[1]);
            out.write(HexFormat.fromHexDigits(parts[0]));
            out.writeBytes(length(payload.length, masked ? 0x80 : 0));
            if (masked) {
                out.writeBytes(KEY);
            }
            for (int i = 0; i < payload.length; i++) {
                out.write(masked ? payload[i] ^ KEY[i % 4] : payload[i]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] length(int length, int maskBit) {
        if (length < 126) {
            return new byte[] {(byte) (maskBit | length)};
        }
        if (length < 65536) {
            return ByteBuffer.allocate(3)
                    .put((byte) (maskBit | 126))
                    .putShort((short) length)
                    .array();
        }
        return ByteBuffer.allocate(9)
                .put((byte) (maskBit | 127))
                .putLong(length)
                .array();
    }

    public static String decode(ByteBuffer in, boolean masked) {
        List<String> frames = new ArrayList<>();
        while (in.hasRemaining()) {
            int first = in.get() & 0xFF;
            int second = in.get() & 0xFF;
            if ((second & 0x80) != 0 != masked) {
                throw new AssertionError(masked ? "a client's frame without a mask" : "a server's frame with a mask");
            }
            int code = second & 0x7F;
            long length = code == 126 ? in.getShort() & 0xFFFF : code == 127 ? in.getLong() : code;
            byte[] key = new byte[4];
            if (masked) {
                in.get(key);
            }
            byte[] payload = new byte[(int) length];
            in.get(payload);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= key[i % 4];
            }
            frames.add(String.format("%02x:%s", first, HexFormat.of().formatHex(payload)));
        }
        return String.join(" ", frames);
    }
}
