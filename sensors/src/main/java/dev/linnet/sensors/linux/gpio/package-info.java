/** GPIO lines through the character device (uAPI v2): inputs whose edges one thread waits for, and outputs. */
@NullMarked
package dev.linnet.sensors.linux.gpio;

import org.jspecify.annotations.NullMarked;
