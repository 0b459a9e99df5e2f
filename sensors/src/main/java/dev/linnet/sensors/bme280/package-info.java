/** Bosch BME280 and BMP280: temperature, pressure and, with the BME280, humidity. */
@NullMarked
package dev.linnet.sensors.bme280;

import org.jspecify.annotations.NullMarked;
