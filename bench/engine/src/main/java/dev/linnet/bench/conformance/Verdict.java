package dev.linnet.bench.conformance;

import java.util.Objects;

/**
 * What the suite says of one case.
 *
 * @param behavior of the messages: {@code OK}, {@code NON-STRICT}, {@code INFORMATIONAL}, {@code FAILED} …
 * @param behaviorClose of the closing handshake
 */
record Verdict(String behavior, String behaviorClose) {
    Verdict {
        Objects.requireNonNull(behavior, "behavior");
        Objects.requireNonNull(behaviorClose, "behaviorClose");
    }

    @Override
    public String toString() {
        return behavior + "/" + behaviorClose;
    }
}
