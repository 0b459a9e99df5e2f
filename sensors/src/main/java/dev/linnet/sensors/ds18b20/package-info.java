/** Dallas DS18B20 and its relatives on the kernel's 1-Wire bus: temperature. */
@NullMarked
package dev.linnet.sensors.ds18b20;

import org.jspecify.annotations.NullMarked;
