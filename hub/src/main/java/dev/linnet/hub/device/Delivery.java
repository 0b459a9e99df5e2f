package dev.linnet.hub.device;

/** What became of a command for a device. */
public sealed interface Delivery {
    /**
     * It is on its way; whether it arrives, only an answer tells.
     *
     * @param boot the run of the agent that it was sent to
     */
    record Sent(String boot) implements Delivery {}

    /** Why nothing was sent. */
    enum Unsent implements Delivery {
        /** The device has no session. */
        OFFLINE,
        /** The device takes nothing now; {@link SessionEvents#writable} tells when it does again. */
        BUSY,
        /** The agent has restarted since the boot that the command was meant for. */
        RESTARTED
    }
}
