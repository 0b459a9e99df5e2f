package dev.linnet.faults;

import java.time.Duration;
import java.util.List;

/**
 * Something that faults happen to, one at a time.
 *
 * @param peace between two faults it is left alone for at most so long
 * @param faults one that stands twice comes twice as often
 */
record Target(String name, Duration peace, List<Fault> faults) {}
