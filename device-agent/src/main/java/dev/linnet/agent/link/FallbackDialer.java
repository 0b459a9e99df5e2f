package dev.linnet.agent.link;

import dev.linnet.websocket.WebSocketListener;
import java.io.IOException;
import org.tinylog.Logger;

/**
 * Dials by WebSocket, and where that is blocked again and again, by plain HTTP. Called by one thread at a time; what the link
 * tells may come from another.
 */
public final class FallbackDialer implements Dialer {
    /** So many handshakes in a row must look broken by something on the way. */
    static final int AFTER = 3;

    private final Dialer webSocket;
    private final Dialer http;
    private int blocked; // handshakes that looked blocked since the last welcome over a WebSocket; guarded by this
    private boolean makeshift; // guarded by this
    private boolean welcome; // over the last connection; guarded by this

    public FallbackDialer(Dialer webSocket, Dialer http) {
        this.webSocket = webSocket;
        this.http = http;
    }

    @Override
    public void dial(WebSocketListener listener) throws IOException {
        IOException first = null;
        if (isMakeshift() && !isWelcome()) {
            oneMoreTry();
        }
        if (!isBlocked()) {
            try {
                webSocket.dial(listener);
                opened(false);
                return;
            } catch (IOException e) {
                count(Middlebox.isSuspected(e));
                if (!isBlocked()) {
                    throw e;
                }
                first = e;
            }
        }
        try {
            http.dial(listener);
        } catch (IOException e) {
            oneMoreTry();
            if (first != null) {
                first.addSuppressed(e);
                throw first;
            }
            throw e;
        }
        opened(true);
    }

    private synchronized boolean isBlocked() {
        return blocked >= AFTER;
    }

    private synchronized boolean isWelcome() {
        return welcome;
    }

    private synchronized void count(boolean suspected) {
        blocked = suspected ? blocked + 1 : 0;
    }

    /**
     * HTTP was of no use, so WebSocket has its turn again, and one more failure leads back to HTTP. An HTTP that opens sessions
     * and carries nothing must not count as a way to the hub, or a device would be cut off until its agent starts anew.
     */
    private synchronized void oneMoreTry() {
        blocked = AFTER - 1;
    }

    private synchronized void opened(boolean asMakeshift) {
        if (asMakeshift && !makeshift) {
            Logger.warn("something between here and the hub blocks WebSocket: going on over plain HTTP");
        }
        makeshift = asMakeshift;
        welcome = false;
    }

    @Override
    public synchronized boolean isMakeshift() {
        return makeshift;
    }

    @Override
    public void dialBetter(WebSocketListener listener) throws IOException {
        webSocket.dial(listener);
    }

    @Override
    public synchronized void betterTaken() {
        makeshift = false;
    }

    @Override
    public synchronized void welcomed() {
        welcome = true;
        if (!makeshift) {
            blocked = 0;
        }
    }

    /** The handshake got through, and the frames behind it did not. */
    @Override
    public synchronized void unheard() {
        if (!makeshift) {
            blocked++;
        }
    }
}
