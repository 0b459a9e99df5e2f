/** The program on the device: reads its configuration, wires everything, runs until it is told to stop. */
@NullMarked
package dev.linnet.agent;

import org.jspecify.annotations.NullMarked;
