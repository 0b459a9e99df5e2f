package dev.linnet.sensors;

/**
 * Something that only one device may use.
 *
 * @param resource for people, and equal for the same thing: {@code gpio line 17 of chip 0}
 * @param option the key of the option that chose it
 */
public record Claim(String resource, String option) {}
