package dev.linnet.bench.agents;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes telemetry messages as an agent's would be: {@code {"type":"telemetry","boot":"b-1","seq":7,"readings":[…]}}, with
 * the time of now and values that change. One thread.
 */
final class TelemetryText {
    static final String BOOT = "b-1";

    private static final byte[] HEAD = ascii("{\"type\":\"telemetry\",\"boot\":\"" + BOOT + "\",\"seq\":");
    private static final byte[] READINGS = ascii(",\"readings\":[{\"bt\":");
    private static final byte[] NEXT = ascii("},{\"t\":0.0");
    private static final byte[][] CHANNELS = {
        ascii(",\"n\":\"temperature\",\"v\":"), ascii(",\"n\":\"humidity\",\"v\":"), ascii(",\"n\":\"pressure\",\"v\":")
    };
    private static final byte[] TAIL = ascii("}]}");
    private static final int DECIMALS = 6;
    private static final int VALUES = 97; // a prime, so that values and channels do not repeat together

    private final byte[] digits = new byte[20];

    /** Appends one message with so many readings, the first of that number. */
    void write(ByteBuffer out, long sequence, int readings, long epochMicros) {
        out.put(HEAD);
        number(out, sequence, 1);
        out.put(READINGS);
        number(out, epochMicros / 1_000_000, 1);
        out.put((byte) '.');
        number(out, epochMicros % 1_000_000, DECIMALS);
        for (int i = 0; i < readings; i++) {
            if (i > 0) {
                out.put(NEXT);
                number(out, i, 3);
            }
            long reading = sequence + i;
            out.put(CHANNELS[(int) (reading % CHANNELS.length)]);
            number(out, 20 + reading % VALUES, 1);
            out.put((byte) '.');
            number(out, reading % 10, 1);
        }
        out.put(TAIL);
    }

    static String[] channels() {
        return new String[] {"temperature", "humidity", "pressure"};
    }

    private void number(ByteBuffer out, long value, int least) {
        int at = digits.length;
        long rest = value;
        while (rest > 0 || digits.length - at < least) {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        out.put(digits, at, digits.length - at);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
