/** Bosch BME680 and BME688: temperature, pressure, humidity and the resistance of a gas sensor. */
@NullMarked
package dev.linnet.sensors.bme680;

import org.jspecify.annotations.NullMarked;
