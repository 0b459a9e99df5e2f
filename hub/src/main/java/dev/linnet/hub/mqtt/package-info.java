/** The bridge to an MQTT broker: every device as topics, and commands from them; {@code docs/mqtt.md} is for its users. */
@NullMarked
package dev.linnet.hub.mqtt;

import org.jspecify.annotations.NullMarked;
