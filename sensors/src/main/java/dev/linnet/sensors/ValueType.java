package dev.linnet.sensors;

/** The form of a channel's values. */
public enum ValueType {
    NUMBER,
    BOOLEAN,
    TEXT
}
