/** Texas Instruments ADS1115: four analogue inputs. */
@NullMarked
package dev.linnet.sensors.ads1115;

import org.jspecify.annotations.NullMarked;
