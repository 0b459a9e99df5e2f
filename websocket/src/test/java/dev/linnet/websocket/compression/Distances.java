package dev.linnet.websocket.compression;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads DEFLATE data (RFC 1951) by the plainest code, only to see how far back its references go. */
final class Distances {
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final ByteBuffer in;
    private int bit;
    private int largest;
    private int produced;

    private Distances(ByteBuffer in) {
        this.in = in;
    }

    /** The longest distance in a message without its tail. */
    static int largest(ByteBuffer message) {
        ByteBuffer whole = ByteBuffer.allocate(message.remaining() + 4).put(message.duplicate());
        Distances distances = new Distances(whole.putInt(0x0000FFFF).flip());
        while (distances.bit + 8 <= whole.limit() * 8) {
            distances.block();
        }
        return distances.largest;
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, bit++) {
            value |= (in.get(bit >> 3) >> (bit & 7) & 1) << i;
        }
        return value;
    }

    private void block() {
        bits(1);
        int type = bits(2);
        if (type == 0) {
            bit = (bit + 7) & ~7;
            int length = bits(16);
            bit += 16 + 8 * length;
            produced += length;
        } else if (type == 1) {
            int[] lengths = new int[288];
            Arrays.fill(lengths, 0, 144, 8);
            Arrays.fill(lengths, 144, 256, 9);
            Arrays.fill(lengths, 256, 280, 7);
            Arrays.fill(lengths, 280, 288, 8);
            int[] distances = new int[30];
            Arrays.fill(distances, 5);
            codes(lengths, distances);
        } else {
            dynamic();
        }
    }

    private void dynamic() {
        int literals = bits(5) + 257;
        int distances = bits(5) + 1;
        int[] meta = new int[19];
        for (int i = 0, count = bits(4) + 4; i < count; i++) {
            meta[ORDER[i]] = bits(3);
        }
        int[] all = new int[literals + distances];
        for (int i = 0; i < all.length; ) {
            int symbol = symbol(meta);
            if (symbol < 16) {
                all[i++] = symbol;
            } else {
                int value = symbol == 16 ? all[i - 1] : 0;
                int times = symbol == 16 ? 3 + bits(2) : symbol == 17 ? 3 + bits(3) : 11 + bits(7);
                Arrays.fill(all, i, i + times, value);
                i += times;
            }
        }
        codes(Arrays.copyOf(all, literals), Arrays.copyOfRange(all, literals, all.length));
    }

    private void codes(int[] literals, int[] distances) {
        for (int symbol = symbol(literals); symbol != 256; symbol = symbol(literals)) {
            if (symbol < 256) {
                produced++;
                continue;
            }
            int code = symbol - 257;
            int length = code == 28 ? 258 : 3 + base(code, 4);
            int reach = symbol(distances);
            int distance = 1 + base(reach, 2);
            if (distance > produced) {
                throw new AssertionError("a reference to before the beginning");
            }
            largest = Math.max(largest, distance);
            produced += length;
        }
    }

    /** RFC 1951 §3.2.5: from each so many codes to the next, one more bit follows. */
    private int base(int code, int each) {
        if (code < 2 * each) {
            return code;
        }
        int extra = code / each - 1;
        return ((each + code % each) << extra) + bits(extra);
    }

    /** RFC 1951 §3.2.2: codes of one length are consecutive, shorter ones come first. */
    private int symbol(int[] lengths) {
        int code = 0;
        int first = 0;
        for (int length = 1; length <= 15; length++) {
            code = code << 1 | bits(1);
            first <<= 1;
            int count = 0;
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length && first + count++ == code) {
                    return symbol;
                }
            }
            first += count;
        }
        throw new AssertionError("no such code");
    }
}
