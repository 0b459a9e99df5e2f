package dev.linnet.websocket.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The same bytes cut in every way that a network may cut them: whole, byte by byte, in two anywhere, at random. */
public final class Pieces {
    private static final int RANDOM_CUTS = 20;

    private Pieces() {}

    /** All the ways, for bytes written as Latin-1. */
    public static List<List<ByteBuffer>> of(String text) {
        return of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static List<List<ByteBuffer>> of(byte[] bytes) {
        List<List<ByteBuffer>> ways = new ArrayList<>();
        ways.add(cut(bytes, bytes.length));
        ways.add(cut(bytes, 1));
        for (int at = 1; at < Math.min(bytes.length, 200); at++) {
            ways.add(List.of(ByteBuffer.wrap(bytes, 0, at), ByteBuffer.wrap(bytes, at, bytes.length - at)));
        }
        Random random = new Random(bytes.length);
        for (int i = 0; i < RANDOM_CUTS; i++) {
            List<ByteBuffer> pieces = new ArrayList<>();
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
                pieces.add(ByteBuffer.wrap(bytes, at, length));
                at += length;
            }
            ways.add(pieces);
        }
        return ways;
    }

    private static List<ByteBuffer> cut(byte[] bytes, int length) {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += length) {
            pieces.add(ByteBuffer.wrap(bytes, at, Math.min(length, bytes.length - at)));
        }
        return pieces;
    }
}
