package dev.linnet.agent.link;

import dev.linnet.protocol.LinkClose;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.HandshakeException;
import java.io.IOException;
import java.time.Duration;

/**
 * Why there is no link, and what that means for the next attempt.
 *
 * @param reason for people: what happened, and the remedy where there is one
 * @param atLeast at least so long before the next attempt
 * @param needsHelp whether a person has to do something before an attempt can succeed
 */
record Setback(String reason, Duration atLeast, boolean needsHelp) {
    private static final Duration SLOW = Duration.ofMinutes(1);
    private static final Duration OVERLOADED = Duration.ofSeconds(10);

    /** A mistaken proxy must not silence a device for a year. */
    private static final Duration MAX_ASKED = Duration.ofHours(1);

    /** No connection came about. */
    static Setback of(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (!(failure instanceof HandshakeException refusal)) {
            return new Setback(message, Duration.ZERO, false);
        }
        Duration asked = asked(refusal);
        return switch (refusal.status()) {
            case 401 ->
                needsHelp(
                        message
                                + ": the hub does not know this token; issue one on the hub for this device and put it into"
                                + " the token file",
                        asked);
            case 404 -> needsHelp(message + ": there is no Linnet hub at this address; look at 'hub: url:'", asked);
            case 400, 403, 426, 101 -> {
                if (Middlebox.isSuspected(failure)) {
                    yield new Setback(
                            message + ": something on the way seems to let no WebSocket through", asked, false);
                }
                String remedy = refusal.status() == 403
                        ? ": the token is not a device's; issue one on the hub for this device"
                        : ": the hub and this agent do not understand each other";
                yield needsHelp(message + remedy, asked);
            }
            default -> new Setback(message, asked, false);
        };
    }

    /** A connection ended. */
    static Setback of(CloseStatus status) {
        return switch (status.code()) {
            case CloseStatus.POLICY_VIOLATION ->
                needsHelp(
                        "the hub ended the link (" + status
                                + "): the token was revoked, or it stands for another device, or this one has too many channels;"
                                + " look at 'device', the token file and 'limits' in hub.yaml",
                        Duration.ZERO);
            case LinkClose.REPLACED ->
                needsHelp(
                        "another agent has connected with this device's token (" + status
                                + "): two agents must not share a device; stop one of them or give it a device of its own",
                        Duration.ZERO);
            case CloseStatus.TOO_BIG ->
                new Setback(
                        "a message was larger than the hub takes (" + status
                                + "); if it was hello, with all channels in it, raise 'limits: message' in hub.yaml",
                        Duration.ZERO,
                        false);
            case CloseStatus.TRY_AGAIN_LATER ->
                new Setback("the hub is overloaded (" + status + ")", OVERLOADED, false);
            case CloseStatus.GOING_AWAY, CloseStatus.SERVICE_RESTART ->
                new Setback("the hub is going away (" + status + ")", Duration.ZERO, false);
            default -> new Setback("the link broke (" + status + ")", Duration.ZERO, false);
        };
    }

    /** The hub did not say what it had to in time. */
    static Setback silent(Duration waited) {
        return new Setback("the hub did not answer hello within " + waited.toSeconds() + " s", Duration.ZERO, false);
    }

    /** No connection takes a message with all of them. */
    static Setback tooManyChannels() {
        return needsHelp(
                "this device has more channels than one message can hold (" + (Greeting.LARGEST_MESSAGE >> 10)
                        + " KiB); make several devices of it",
                Duration.ZERO);
    }

    private static Duration asked(HandshakeException refusal) {
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        return retryAfter.compareTo(MAX_ASKED) > 0 ? MAX_ASKED : retryAfter;
    }

    private static Setback needsHelp(String reason, Duration asked) {
        return new Setback(reason, asked.compareTo(SLOW) > 0 ? asked : SLOW, true);
    }
}
