/** One WebSocket connection as a state machine: bytes and ticks in, events and bytes out; no socket, thread or clock. */
@NullMarked
package dev.linnet.websocket.session;

import org.jspecify.annotations.NullMarked;
