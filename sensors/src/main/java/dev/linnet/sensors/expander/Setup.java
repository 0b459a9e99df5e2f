package dev.linnet.sensors.expander;

/**
 * How an expander's lines are set up; bit n stands for line n.
 *
 * @param outputs the lines that are driven
 * @param latch the levels that they are driven to
 * @param pullUps the lines with a pull-up resistor
 */
record Setup(int outputs, int latch, int pullUps) {
    /** With that line in; its latch high, which is what a PCF8574 takes for an input. */
    Setup input(int line, boolean pullUp) {
        return new Setup(with(outputs, line, false), with(latch, line, true), with(pullUps, line, pullUp));
    }

    Setup output(int line, boolean high) {
        return new Setup(with(outputs, line, true), with(latch, line, high), with(pullUps, line, false));
    }

    private static int with(int bits, int line, boolean on) {
        return on ? bits | 1 << line : bits & ~(1 << line);
    }
}
