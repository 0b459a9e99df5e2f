package dev.linnet.hub.device;

import dev.linnet.protocol.Result;

/** What sessions tell about commands. Called on event loops; must not block. */
public interface SessionEvents {
    /** A device answered a command. */
    void result(String device, Result result);

    /** A device that was {@link Delivery.Unsent#BUSY} takes messages again. */
    void writable(String device);
}
