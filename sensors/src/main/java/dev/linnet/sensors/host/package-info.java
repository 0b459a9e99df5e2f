/** The machine itself as a sensor: temperature, load, memory, disk, uptime, network and Wi-Fi from /proc and /sys. */
@NullMarked
package dev.linnet.sensors.host;

import org.jspecify.annotations.NullMarked;
