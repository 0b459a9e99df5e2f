package dev.linnet.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** A message's bytes, taken one after another; whoever wants more than there are is told so. */
final class CborBytes {
    private final ByteBuffer bytes;
    private final int start;
    private final int end;
    private int at;

    CborBytes(ByteBuffer payload) {
        bytes = payload;
        start = payload.position();
        end = payload.limit();
        at = start;
    }

    boolean atEnd() {
        return at == end;
    }

    int peek() {
        if (at == end) {
            throw wrong("the message ends too early");
        }
        return bytes.get(at) & 0xff;
    }

    int octet() {
        int octet = peek();
        at++;
        return octet;
    }

    /** What follows a head with that additional information (RFC 8949 §3); unsigned, so beyond 2⁶³ it is negative. */
    long argument(int info) {
        if (info < 24) {
            return info;
        }
        return switch (info) {
            case 24 -> octet();
            case 25 -> big(2);
            case 26 -> big(4);
            case 27 -> big(8);
            case 31 -> throw wrong("an indefinite length where none can be");
            default -> throw wrong("the reserved additional information " + info);
        };
    }

    private long big(int count) {
        if (end - at < count) {
            at = end;
            throw wrong("the message ends too early");
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | (bytes.get(at++) & 0xff);
        }
        return value;
    }

    /** An announced number of items that take so many bytes at least, if there can be so many. */
    long count(long announced, int leastBytes) {
        if (announced < 0 || announced > (end - at) / leastBytes) {
            throw wrong("more items are announced than there are bytes");
        }
        return announced;
    }

    /** Passes over so many bytes; returns where they begin. */
    int skip(long count) {
        if (count < 0 || count > end - at) {
            throw wrong("a string is longer than the message");
        }
        int from = at;
        at += (int) count;
        return from;
    }

    String utf8(int from, int count) {
        byte[] copy = new byte[count];
        bytes.get(from, copy);
        boolean ascii = true;
        for (byte octet : copy) {
            ascii &= octet >= 0;
        }
        if (ascii) {
            return new String(copy, ISO_8859_1);
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(copy)).toString();
        } catch (CharacterCodingException e) {
            throw new CborException(from - start, "a string that is not UTF-8");
        }
    }

    CborException wrong(String what) {
        return new CborException(at - start, what);
    }
}
