/** Texas Instruments INA219: voltage, current and power. */
@NullMarked
package dev.linnet.sensors.ina219;

import org.jspecify.annotations.NullMarked;
