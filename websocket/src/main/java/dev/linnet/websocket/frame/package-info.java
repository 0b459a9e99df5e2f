/** Frames of RFC 6455 §5: opcodes, headers, masks, close payloads and UTF-8, each a small machine over bytes. */
@NullMarked
package dev.linnet.websocket.frame;

import org.jspecify.annotations.NullMarked;
