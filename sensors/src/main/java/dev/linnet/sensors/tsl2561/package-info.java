/** ams TSL2561: light. */
@NullMarked
package dev.linnet.sensors.tsl2561;

import org.jspecify.annotations.NullMarked;
