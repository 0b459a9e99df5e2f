package dev.linnet.websocket.session;

/** What {@link WebSocketSession#poll} found next. */
public enum SessionEvent {
    /** Nothing more in these bytes. */
    NEED_INPUT,
    /** A whole text message of valid UTF-8 in {@link WebSocketSession#payload}. */
    TEXT,
    /** A whole binary message in {@link WebSocketSession#payload}. */
    BINARY,
    /** A part of a text message, for a session that streams; {@link WebSocketSession#lastPart} tells whether its last. */
    TEXT_PART,
    /** A part of a binary message, likewise. */
    BINARY_PART,
    /** A pong with {@link WebSocketSession#payload}. */
    PONG,
    /** The session is over, as {@link WebSocketSession#closeStatus} says; comes exactly once, and last. */
    CLOSED
}
