package dev.linnet.hub.web;

/** Writes the frames of a device's connection to the hub's log, or no longer. */
@FunctionalInterface
public interface DeviceTrace {
    /** Switches it on or off, for this connection of the device and those that follow. */
    void set(String device, boolean on);
}
