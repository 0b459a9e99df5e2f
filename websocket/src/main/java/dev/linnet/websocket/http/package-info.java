/** Just enough strict HTTP/1.1 (RFC 9110, RFC 9112) for an opening handshake, a page and a JSON call. */
@NullMarked
package dev.linnet.websocket.http;

import org.jspecify.annotations.NullMarked;
