/** Whatever the kernel has a driver for: channels of iio and hwmon, by name. */
@NullMarked
package dev.linnet.sensors.kernel;

import org.jspecify.annotations.NullMarked;
