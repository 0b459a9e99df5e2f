/** Looks at what is there: GPIO lines and their users, chips on I2C, 1-Wire thermometers, the kernel's own sensors. */
@NullMarked
package dev.linnet.sensors.survey;

import org.jspecify.annotations.NullMarked;
