/** ROHM BH1750: light. */
@NullMarked
package dev.linnet.sensors.bh1750;

import org.jspecify.annotations.NullMarked;
