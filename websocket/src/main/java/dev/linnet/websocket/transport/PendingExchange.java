package dev.linnet.websocket.transport;

import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that waits for its answer, which may come from any thread. */
final class PendingExchange implements HttpExchange {
    private final HttpPhase phase;
    private final HttpRequest request;
    private final boolean keepAlive;
    private final AtomicBoolean answered = new AtomicBoolean();

    PendingExchange(HttpPhase phase, HttpRequest request, boolean keepAlive) {
        this.phase = phase;
        this.request = request;
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
        if (!answered.compareAndSet(false, true)) {
            throw new IllegalStateException(request.method() + " " + request.path() + " has been answered already");
        }
        phase.loop().execute(() -> phase.answer(this, response));
    }

    /** The handler failed: 500, unless it has answered before. */
    void abandon() {
        if (answered.compareAndSet(false, true)) {
            phase.answer(this, HttpResponse.of(500));
        }
    }
}
