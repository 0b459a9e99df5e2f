/** Channels, threads and clocks: the event loops of the server. */
@NullMarked
package dev.linnet.websocket.transport;

import org.jspecify.annotations.NullMarked;
