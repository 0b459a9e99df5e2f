package dev.linnet.protocol;

import java.time.Duration;
import java.time.Instant;

/** Times and durations on the wire: seconds with up to six decimals, held as whole microseconds. */
final class Micros {
    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1_000;

    private Micros() {}

    /** Microseconds since 1970; what is finer is cut off. */
    static long of(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), PER_SECOND), time.getNano() / NANOS);
    }

    /** At least one for any positive duration, so that none becomes zero on its way. */
    static long of(Duration duration) {
        long whole = Math.multiplyExact(duration.getSeconds(), PER_SECOND);
        return Math.addExact(whole, (duration.getNano() + NANOS - 1) / NANOS);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }

    static Duration duration(long micros) {
        return Duration.ofSeconds(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }

    /** Seconds in the shortest decimal form that is exact. */
    static String seconds(long micros) {
        String sign = micros < 0 ? "-" : "";
        String whole = sign + Math.abs(micros / PER_SECOND);
        long rest = Math.abs(micros % PER_SECOND);
        if (rest == 0) {
            return whole;
        }
        String digits = Long.toString(PER_SECOND + rest); // a one, then all six
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return whole + "." + digits.substring(1, end);
    }
}
