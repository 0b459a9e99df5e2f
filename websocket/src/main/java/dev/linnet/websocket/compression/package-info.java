/** permessage-deflate (RFC 7692): what is negotiated, and messages through zlib with bounded memory. */
@NullMarked
package dev.linnet.websocket.compression;

import org.jspecify.annotations.NullMarked;
