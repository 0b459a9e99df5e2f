/** Devices as the hub sees them now: their sessions, descriptions and latest values. */
@NullMarked
package dev.linnet.hub.device;

import org.jspecify.annotations.NullMarked;
