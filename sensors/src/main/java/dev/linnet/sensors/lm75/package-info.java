/** LM75 and its many relatives: temperature. */
@NullMarked
package dev.linnet.sensors.lm75;

import org.jspecify.annotations.NullMarked;
