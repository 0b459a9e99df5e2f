package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.http.ResponseStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that waits for its answer, which may come from any thread. */
final class PendingExchange implements HttpExchange {
    private final HttpPhase phase;
    private final HttpRequest request;
    private final boolean http11;
    private final boolean keepAlive;
    private final AtomicBoolean answered = new AtomicBoolean();

    PendingExchange(HttpPhase phase, HttpRequest request, boolean http11, boolean keepAlive) {
        this.phase = phase;
        this.request = request;
        this.http11 = http11;
        this.keepAlive = keepAlive;
    }

    @Override
    public HttpRequest request() {
        return request;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    @Override
    public void respond(HttpResponse response) {
        claim();
        phase.loop().execute(() -> phase.answer(this, response));
    }

    @Override
    public ResponseStream stream(HttpResponse head, Runnable ended) {
        claim();
        StreamPhase stream = phase.newStream(http11, ended);
        phase.loop().execute(() -> phase.answerWith(this, head, stream));
        return stream;
    }

    private void claim() {
        if (!answered.compareAndSet(false, true)) {
            throw new IllegalStateException(request.method() + " " + request.path() + " has been answered already");
        }
    }

    /** The handler failed: 500, unless it has answered before. */
    void abandon() {
        if (answered.compareAndSet(false, true)) {
            phase.answer(this, HttpResponse.of(500));
        }
    }
}
