package dev.linnet.hub.device;

import dev.linnet.protocol.Command;
import org.jspecify.annotations.Nullable;

/** Sends commands to devices. Any thread; never blocks. */
@FunctionalInterface
public interface DeviceLink {
    /**
     * Sends the command.
     *
     * @param boot the only run of the agent that may get it; null for any
     */
    Delivery send(String device, @Nullable String boot, Command command);
}
