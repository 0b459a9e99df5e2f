/** A board in memory as an ordinary Pi4J plug-in, for machines without GPIO and for tests. */
@NullMarked
package dev.linnet.sensors.fake;

import org.jspecify.annotations.NullMarked;
