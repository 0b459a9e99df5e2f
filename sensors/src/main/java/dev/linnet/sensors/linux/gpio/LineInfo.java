package dev.linnet.sensors.linux.gpio;

/**
 * What the kernel knows of one line.
 *
 * @param name the board's name for it, such as {@code GPIO17}; may be empty
 * @param consumer who uses it, as that user called itself; may be empty even when in use
 */
public record LineInfo(int line, String name, String consumer, boolean used, boolean output, boolean activeLow) {}
