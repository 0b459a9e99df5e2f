/** Vishay VEML7700: light. */
@NullMarked
package dev.linnet.sensors.veml7700;

import org.jspecify.annotations.NullMarked;
