package dev.linnet.hub.command;

import dev.linnet.protocol.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One command and what is known of it. Owned by the command loop. */
final class PendingCommand {
    /** A command's name: ids are the caller's, so two devices may have the same. */
    record Key(String device, String id) {}

    final CommandRequest request;
    final long deadline;
    private final List<Consumer<Result>> callers = new ArrayList<>();

    /** The run of the agent that it was sent to, which may have done it; null while it was not sent. */
    @Nullable
    String sentTo;

    @Nullable
    Result result;

    PendingCommand(CommandRequest request, long deadline) {
        this.request = request;
        this.deadline = deadline;
    }

    Key key() {
        return new Key(request.device(), request.id());
    }

    boolean sent() {
        return sentTo != null;
    }

    /** Whether that asks for the same thing, whatever its time to live. */
    boolean isSameAs(CommandRequest other) {
        return request.channel().equals(other.channel()) && request.value().equals(other.value());
    }

    void tell(Consumer<Result> caller) {
        if (result == null) {
            callers.add(caller);
        } else {
            caller.accept(result);
        }
    }

    void end(Result end) {
        assert result == null : "a command ends once";
        result = end;
        callers.forEach(caller -> caller.accept(end));
        callers.clear();
    }
}
