/** Microchip MCP9808: temperature. */
@NullMarked
package dev.linnet.sensors.mcp9808;

import org.jspecify.annotations.NullMarked;
