package dev.linnet.websocket.http;

/** Answers plain HTTP requests. Called on the event loop; must not block: hand work that may block to another thread. */
@FunctionalInterface
public interface HttpHandler {
    /** Answers now, or has the exchange answered later by any thread; must not block. What it throws becomes a 500. */
    void handle(HttpExchange exchange);
}
