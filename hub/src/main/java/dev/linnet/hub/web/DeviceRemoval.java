package dev.linnet.hub.web;

/** Removes a device from the hub: its token, its session, its live state. */
@FunctionalInterface
public interface DeviceRemoval {
    /** Removes it; false when there was none. May block. */
    boolean remove(String device);
}
