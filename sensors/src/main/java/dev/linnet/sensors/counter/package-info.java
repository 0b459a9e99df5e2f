/** Meters that pulse: water, electricity, gas, anemometers, anything that is counted. */
@NullMarked
package dev.linnet.sensors.counter;

import org.jspecify.annotations.NullMarked;
