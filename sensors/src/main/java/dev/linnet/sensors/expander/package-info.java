/** Port expanders on I2C, for who may not tell the kernel of them: MCP23017 and PCF8574, with lines in and out. */
@NullMarked
package dev.linnet.sensors.expander;

import org.jspecify.annotations.NullMarked;
