/**
 * The WebSocket engine's public face: what a program needs to serve or open WebSocket connections (RFC 6455), and to
 * answer plain HTTP/1.1 on the same port. The packages below it are the machinery.
 */
@NullMarked
package dev.linnet.websocket;

import org.jspecify.annotations.NullMarked;
