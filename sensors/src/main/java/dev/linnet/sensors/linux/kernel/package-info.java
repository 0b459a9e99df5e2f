/** The few system calls that Linux's character devices need, through the foreign-function API: no native library. */
@NullMarked
package dev.linnet.sensors.linux.kernel;

import org.jspecify.annotations.NullMarked;
