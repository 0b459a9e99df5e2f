package dev.linnet.websocket.transport.tls;

import dev.linnet.websocket.tls.ServerTls;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Makes one server's engines, and computes what their handshakes need (signatures, key agreement, certificate paths) on
 * threads of its own, in order of arrival. Any thread.
 */
public final class TlsEngines {
    private static final long IDLE_SECONDS = 10;

    /** What new connections get. */
    private record Current(ServerTls tls, SSLContext context) {
        static Current of(ServerTls tls) {
            return new Current(tls, tls.context());
        }
    }

    private final ThreadPoolExecutor workers;
    private volatile Current current;

    /**
     * @param maxWaiting handshakes whose computation may wait; one more is refused
     */
    public TlsEngines(ServerTls tls, int maxWaiting) {
        current = Current.of(tls);
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        workers = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(maxWaiting), work -> {
                    Thread thread = new Thread(work, "websocket-tls");
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
    }

    /** From now on for new connections; those that are open go on with what they have. */
    public void reload(ServerTls tls) {
        current = Current.of(tls);
    }

    SSLEngine create() {
        Current now = current;
        return now.tls().engine(now.context());
    }

    /**
     * Computes what the engine asks for.
     *
     * @param done told on the computing thread
     * @return false when too many wait already
     */
    boolean compute(SSLEngine engine, Runnable done) {
        try {
            workers.execute(() -> {
                Runnable task;
                while ((task = engine.getDelegatedTask()) != null) {
                    task.run(); // what fails is thrown by the engine's next wrap or unwrap
                }
                done.run();
            });
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Ends the threads; what waits is dropped. */
    public void close() {
        workers.shutdownNow();
    }
}
