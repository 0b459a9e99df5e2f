/** I2C and SMBus devices through /dev/i2c-N. */
@NullMarked
package dev.linnet.sensors.linux.i2c;

import org.jspecify.annotations.NullMarked;
