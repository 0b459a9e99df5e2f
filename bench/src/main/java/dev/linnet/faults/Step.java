package dev.linnet.faults;

import java.time.Duration;

/**
 * One fault of a schedule.
 *
 * @param after how long its target is left in peace before it
 * @param lasts how long until it is put right
 * @param chance from 0 to 1, for whatever else the fault has to draw
 */
record Step(Duration after, Fault fault, Duration lasts, double chance) {
    /** A whole number from {@code least} to {@code most}, by this step's chance. */
    long draw(long least, long most) {
        return least + (long) (chance * (most - least + 1));
    }
}
