/** Aosong AHT20: temperature and humidity. */
@NullMarked
package dev.linnet.sensors.aht20;

import org.jspecify.annotations.NullMarked;
