package dev.linnet.hub.device;

import dev.linnet.protocol.Reading;
import java.util.List;

/**
 * Hears what happens to devices. Called on the event loop that owns the device's session (for {@link #removed}, on any
 * thread): must not block, and hands work on. For one device calls come one after another, in the order of events.
 */
public interface DeviceListener {
    /** The device said hello: it is online, and these are its channels now. Also comes when it says hello anew. */
    default void connected(DeviceSnapshot device) {}

    /** The device's session ended and no other took over. */
    default void disconnected(DeviceSnapshot device) {}

    /** The device's agent said how it is; comes every ten seconds or so. */
    default void reported(DeviceSnapshot device) {}

    /**
     * Readings arrived that the hub did not have yet; they are on their way to the history, not in it.
     *
     * @param device the device's id
     * @param stream the stream that their sequence numbers count in
     * @param readings in order of sequence, each once; some may be old (a spool being drained)
     * @param live those of {@code readings}, in order, that became their channel's latest value and are not late: what a
     *     state topic or a dial should show. Often the same list
     */
    default void readings(String device, String stream, List<Reading> readings, List<Reading> live) {}

    /**
     * Channels of a connected device have stopped giving values, or give them again.
     *
     * @param channels the ids of those that have changed, at least one
     */
    default void availability(DeviceSnapshot device, List<String> channels) {}

    /** The device was removed from the hub, its token with it; its history stays until retention takes it. */
    default void removed(String device) {}
}
