/** TLS between a server's sockets and its event loops: records, handshakes, and what is computed off the loops. */
@NullMarked
package dev.linnet.websocket.transport.tls;

import org.jspecify.annotations.NullMarked;
