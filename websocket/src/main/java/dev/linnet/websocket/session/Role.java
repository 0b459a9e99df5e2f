package dev.linnet.websocket.session;

/** Which end of the connection this is: a client masks what it sends, a server must not (RFC 6455 §5.1). */
public enum Role {
    CLIENT,
    SERVER
}
