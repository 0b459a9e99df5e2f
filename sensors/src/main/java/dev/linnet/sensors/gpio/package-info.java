/** Single digital lines, in and out, through whichever Pi4J provider the machine has. */
@NullMarked
package dev.linnet.sensors.gpio;

import org.jspecify.annotations.NullMarked;
