package dev.linnet.hub.access;

/** What a caller may do; each includes those before it. */
public enum Permission {
    /** See devices, values and history. */
    READ,
    /** Also send commands and remove devices. */
    CONTROL
}
