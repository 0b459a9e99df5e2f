/** The server's channels, threads and clocks: event loops, and what a connection on one of them is at. */
@NullMarked
package dev.linnet.websocket.transport.server;

import org.jspecify.annotations.NullMarked;
