package dev.linnet.hub.device;

import dev.linnet.protocol.Command;

/** Sends commands to devices. Any thread; never blocks. */
@FunctionalInterface
public interface DeviceLink {
    Delivery send(String device, Command command);
}
