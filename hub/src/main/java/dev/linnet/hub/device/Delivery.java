package dev.linnet.hub.device;

/** What became of a message for a device. */
public enum Delivery {
    /** It is on its way; whether it arrives, only an answer tells. */
    SENT,
    /** Nothing was sent: the device has no session. */
    OFFLINE,
    /** Nothing was sent: the device takes nothing now; the session tells when it does again. */
    BUSY
}
