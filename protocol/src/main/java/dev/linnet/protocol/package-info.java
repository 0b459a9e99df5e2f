/** The messages that agent and hub exchange, as {@code docs/protocol.md} specifies them, and their one codec. */
@NullMarked
package dev.linnet.protocol;

import org.jspecify.annotations.NullMarked;
