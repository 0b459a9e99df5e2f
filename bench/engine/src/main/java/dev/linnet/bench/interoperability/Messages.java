package dev.linnet.bench.interoperability;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Messages from nothing to 1 MiB, some that compress well and some that do not. */
final class Messages {
    private static final int[] SIZES = {0, 1, 125, 126, 1000, 65_535, 65_536, 1 << 20};

    /** One message and its kind. */
    record Sent(ByteBuffer payload, boolean text) {}

    private Messages() {}

    static List<Sent> all() {
        SplittableRandom random = new SplittableRandom(7692);
        List<Sent> messages = new ArrayList<>();
        for (int size : SIZES) {
            ByteBuffer repeated = StandardCharsets.UTF_8.encode(
                    "{\"n\":\"climate\",\"v\":21.5}".repeat(1 + size / 24).substring(0, size));
            byte[] noise = new byte[size];
            random.nextBytes(noise);
            // Each byte as a character of its own: valid UTF-8 of up to twice the size, as random as it gets.
            String characters = new String(noise, 0, size / 2, StandardCharsets.ISO_8859_1);
            messages.add(new Sent(repeated, true));
            messages.add(new Sent(StandardCharsets.UTF_8.encode(characters), true));
            messages.add(new Sent(repeated, false));
            messages.add(new Sent(ByteBuffer.wrap(noise), false));
        }
        return messages;
    }
}
