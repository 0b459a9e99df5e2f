/** The model that every sensor and actuator driver follows, and the list of the drivers that exist. */
@NullMarked
package dev.linnet.sensors;

import org.jspecify.annotations.NullMarked;
