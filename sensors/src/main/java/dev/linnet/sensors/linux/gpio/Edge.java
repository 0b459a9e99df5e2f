package dev.linnet.sensors.linux.gpio;

/**
 * One change of a line's level, as the kernel saw it.
 *
 * @param rising whether the level went from low to high
 * @param timestamp when, on the kernel's CLOCK_MONOTONIC in nanoseconds, which on Linux is also {@link System#nanoTime()}'s clock
 * @param sequence counts this line's edges from 1; wraps after 2^32
 * @param lost how many edges just before this one the kernel had to drop, because they were not fetched in time
 */
public record Edge(boolean rising, long timestamp, int sequence, long lost) {}
