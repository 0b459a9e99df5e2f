/** The opening handshake on both sides (RFC 6455 §4), as values in and values out. */
@NullMarked
package dev.linnet.websocket.handshake;

import org.jspecify.annotations.NullMarked;
