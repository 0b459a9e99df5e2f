/** The client's sockets, threads and clocks: a reader and a writer for each connection. */
@NullMarked
package dev.linnet.websocket.transport.client;

import org.jspecify.annotations.NullMarked;
