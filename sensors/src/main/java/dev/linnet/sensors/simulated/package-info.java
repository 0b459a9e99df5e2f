/** Sensors and actuators without hardware: waveforms, switches and relays for trials, demonstrations and load. */
@NullMarked
package dev.linnet.sensors.simulated;

import org.jspecify.annotations.NullMarked;
