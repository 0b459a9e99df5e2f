/** Certificates and keys from PEM files, and whom to trust: what a TLS server or client is built from. */
@NullMarked
package dev.linnet.websocket.tls;

import org.jspecify.annotations.NullMarked;
