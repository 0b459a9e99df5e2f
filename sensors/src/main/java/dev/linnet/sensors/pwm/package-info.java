/** What pulse width drives: dimmers, fans, motors and servos. */
@NullMarked
package dev.linnet.sensors.pwm;

import org.jspecify.annotations.NullMarked;
