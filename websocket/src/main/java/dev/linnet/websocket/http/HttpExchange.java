package dev.linnet.websocket.http;

/** One request and the one answer that it gets, at once or later. */
public interface HttpExchange {
    /** What is asked. */
    HttpRequest request();

    /** Answers; from any thread, once. An answer to a peer that has gone is dropped. */
    void respond(HttpResponse response);

    /**
     * Answers with a body that comes bit by bit, after which the connection ends; from any thread, once, instead of
     * {@link #respond}. A peer that is too slow to take what waits is cut off as any other.
     *
     * @param head status, header fields, and what of the body is there already
     * @param ended run once, on the event loop, when the stream has ended, whichever side ended it; must not block
     */
    ResponseStream stream(HttpResponse head, Runnable ended);
}
