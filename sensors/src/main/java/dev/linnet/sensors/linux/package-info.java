/** The Pi4J provider for Linux's own devices: GPIO, I2C, SPI and PWM on any Linux board, with no native library. */
@NullMarked
package dev.linnet.sensors.linux;

import org.jspecify.annotations.NullMarked;
