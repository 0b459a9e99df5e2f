package dev.linnet.hub.command;

import dev.linnet.protocol.Result;
import java.util.function.Consumer;

/** Brings commands to devices and their results back. Any thread; never blocks. */
public interface CommandRouter {
    /**
     * Routes one command.
     *
     * @param request checked here: an unknown device or channel, a sensor, or a value outside the channel's type and
     *     range is answered with {@code rejected}
     * @param completion hears the result exactly once, no later than shortly after the time to live, on any thread (also
     *     the caller's, before this method returns); must not block
     */
    void route(CommandRequest request, Consumer<Result> completion);

    /** An id that nobody used before, for callers that bring none. */
    String newId();
}
