/** HC-SR04 and its relatives: distance by ultrasound. */
@NullMarked
package dev.linnet.sensors.hcsr04;

import org.jspecify.annotations.NullMarked;
