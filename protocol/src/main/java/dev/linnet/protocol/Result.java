package dev.linnet.protocol;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended.
 *
 * @param id the command's
 * @param status exactly one of four
 * @param value what the hardware reads back; null unless done
 * @param reason for people: why it was not done; empty when it was
 */
public record Result(String id, Status status, @Nullable Value value, String reason) implements Message.FromAgent {
    /** A command's end. */
    public enum Status {
        /** The hardware did it, and the value read back stands in the result. */
        DONE,
        /**
         * It was tried and the hardware did not do it. Also, from a hub and with a reason that begins with "unconfirmed": it
         * was sent and never answered.
         */
        FAILED,
        /** It was not tried: unknown channel, wrong value, device offline. */
        REJECTED,
        /** It was not tried: its time to live ran out first. */
        EXPIRED
    }

    public Result {
        Command.requireId(id);
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
        if ((status == Status.DONE) != (value != null)) {
            throw new IllegalArgumentException("a result carries a value exactly when it is done");
        }
    }

    public static Result done(String id, Value readBack) {
        return new Result(id, Status.DONE, readBack, "");
    }

    public static Result failed(String id, String reason) {
        return new Result(id, Status.FAILED, null, reason);
    }

    public static Result rejected(String id, String reason) {
        return new Result(id, Status.REJECTED, null, reason);
    }

    public static Result expired(String id, String reason) {
        return new Result(id, Status.EXPIRED, null, reason);
    }
}
