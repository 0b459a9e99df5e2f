/** WS2812 and its relatives: strips of coloured lights on one wire. */
@NullMarked
package dev.linnet.sensors.ws2812;

import org.jspecify.annotations.NullMarked;
