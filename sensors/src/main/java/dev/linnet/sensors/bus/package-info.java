/** What drivers see of a bus: registers, commands and exchanges of bytes; and the sensor that every chip on one becomes. */
@NullMarked
package dev.linnet.sensors.bus;

import org.jspecify.annotations.NullMarked;
