package dev.linnet.protocol;

/** Everything that crosses the link, one message a WebSocket message. */
public sealed interface Message {
    /** What an agent says. */
    sealed interface FromAgent extends Message permits Hello, Telemetry, Gap, Status, Unavailable, Result, Fault {}

    /** What a hub says. */
    sealed interface FromHub extends Message permits Welcome, Ack, Command, Fault {}
}
