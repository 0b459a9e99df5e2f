package dev.linnet.websocket;

import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Plain requests to one server, one after another over one connection, which opens with the first and is kept while both ends
 * like. One thread asks, any thread closes.
 */
public interface HttpConnection extends AutoCloseable {
    /**
     * Asks and waits for the answer. A request that fails may have arrived all the same. After a failure the next request
     * opens a connection anew.
     *
     * @param target path and query
     * @param patience between any two pieces of the answer
     * @throws IOException when there is no whole answer; the message names the server
     */
    HttpResponse ask(String method, String target, HttpHeaders headers, byte[] body, Duration patience)
            throws IOException;

    /** Ends the connection for good, and the request that is under way. Idempotent. */
    @Override
    void close();
}
