package dev.linnet.websocket.http;

/** One request and the one answer that it gets, at once or later. */
public interface HttpExchange {
    HttpRequest request();

    /** Answers; from any thread, once. An answer to a peer that has gone is dropped. */
    void respond(HttpResponse response);
}
