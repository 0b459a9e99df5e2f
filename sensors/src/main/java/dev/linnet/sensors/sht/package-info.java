/** Sensirion SHT3x and SHT4x: temperature and humidity. */
@NullMarked
package dev.linnet.sensors.sht;

import org.jspecify.annotations.NullMarked;
