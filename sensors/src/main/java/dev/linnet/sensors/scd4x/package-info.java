/** Sensirion SCD40 and SCD41: carbon dioxide, temperature and humidity. */
@NullMarked
package dev.linnet.sensors.scd4x;

import org.jspecify.annotations.NullMarked;
