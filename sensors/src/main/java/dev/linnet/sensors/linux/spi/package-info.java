/** SPI devices through /dev/spidevB.C. */
@NullMarked
package dev.linnet.sensors.linux.spi;

import org.jspecify.annotations.NullMarked;
