package dev.linnet.websocket.http;

/** Answers plain HTTP requests. Called on the event loop; must not block: hand work that may block to another thread. */
@FunctionalInterface
public interface HttpHandler {
    void handle(HttpExchange exchange);
}
