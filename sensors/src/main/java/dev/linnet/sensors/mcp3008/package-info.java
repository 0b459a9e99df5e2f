/** Microchip MCP3004 and MCP3008: four or eight analogue inputs on SPI. */
@NullMarked
package dev.linnet.sensors.mcp3008;

import org.jspecify.annotations.NullMarked;
