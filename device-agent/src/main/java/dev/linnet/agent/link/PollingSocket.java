package dev.linnet.agent.link;

import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.HttpConnection;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A session with the hub over plain requests: batches in numbered POSTs, one at a time and repeated until they are answered;
 * messages of the hub by long-poll, confirmed by the next one. To the link it is a socket like any other.
 *
 * <p>Two threads, one for each direction, which may block; everybody else only queues. The listener hears one call at a time.
 */
final class PollingSocket implements WebSocket {
    private static final Pattern CLOSE = Pattern.compile("([1-4][0-9]{3})(?: (.*))?");
    private static final int MAX_REASON_CHARS = 120;
    private static final int STACK_BYTES = 256 * 1024;
    private static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(20); // until welcome tells this hub's
    private static final int LOOKS_IN_A_HEARTBEAT = 4;

    private final HttpConnection posts;
    private final HttpConnection polls;
    private final HttpHeaders headers;
    private final String path;
    private final String subprotocol;
    private final WebSocketListener listener;
    private final PollingTimes times;
    private final OutgoingBatches outgoing = new OutgoingBatches();
    private final Object calls = new Object(); // orders calls to the listener; nothing else is done under it

    private volatile Duration heartbeat = USUAL_HEARTBEAT; // the loop's, once
    private volatile boolean heard; // since the watch looked last; either thread's
    private int quiet; // looks in a row since the hub was heard; the loop's
    private volatile boolean ended; // written under calls
    private boolean paused; // guarded by this

    PollingSocket(
            HttpConnection posts,
            HttpConnection polls,
            HttpHeaders headers,
            String path,
            String subprotocol,
            WebSocketListener listener,
            PollingTimes times) {
        this.posts = posts;
        this.polls = polls;
        this.headers = headers;
        this.path = path;
        this.subprotocol = subprotocol;
        this.listener = listener;
        this.times = times;
    }

    void start() {
        thread("hub-posts", this::post).start();
        thread("hub-polls", this::poll).start();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, STACK_BYTES, false);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins to watch for a hub that is silent. Looking four times in a heartbeat, and giving up after seven times nothing,
     * finds one within two heartbeats of what it said last. Until then the link waits for a welcome no longer than it likes.
     */
    void watch(Duration heartbeat, Scheduler loop) {
        this.heartbeat = heartbeat;
        look(heartbeat.dividedBy(LOOKS_IN_A_HEARTBEAT), loop);
    }

    private void look(Duration interval, Scheduler loop) {
        loop.schedule(interval, () -> {
            quiet = heard || isPaused() ? 0 : quiet + 1;
            heard = false;
            if (quiet == 2 * LOOKS_IN_A_HEARTBEAT - 1) {
                end(new CloseStatus(CloseStatus.ABNORMAL, "nothing heard for two heartbeats"));
            } else if (!ended) {
                look(interval, loop);
            }
        });
    }

    /** What became of a request. */
    private enum Outcome {
        DONE,
        AGAIN,
        ENDED
    }

    /** The one thread that posts. */
    private void post() {
        try {
            long number = 0;
            while (true) {
                OutgoingBatches.Batch batch = outgoing.take();
                if (batch == null) {
                    break;
                }
                if (batch.lines().length > 0) { // pings alone take no number: nothing is sent for them
                    number++;
                }
                boolean first = true;
                while (batch.lines().length > 0 && !ended && exchange(number, batch) == Outcome.AGAIN) {
                    if (!first) { // a kept connection may have gone stale, so the second try comes at once
                        Thread.sleep(times.retry());
                    }
                    first = false;
                }
                if (ended) {
                    return;
                }
                boolean room = outgoing.done(batch);
                batch.pings().forEach(ping -> call(() -> listener.onPong(this, ByteBuffer.wrap(ping))));
                if (room) {
                    call(() -> listener.onWritable(this));
                }
            }
            sayGoodbye();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does
        } finally {
            end(CloseStatus.of(CloseStatus.ABNORMAL));
        }
    }

    private void sayGoodbye() {
        try {
            posts.ask("DELETE", path, headers, new byte[0], times.answer());
        } catch (IOException e) {
            Logger.debug("the hub did not hear the session's end: {}", e.getMessage());
        }
        end(outgoing.closeStatus());
    }

    /** The one thread that polls. */
    private void poll() {
        try {
            long after = 0;
            while (!ended) {
                awaitResume();
                HttpResponse answer = ask(polls, "GET", "?after=" + after, new byte[0], heartbeat.plus(times.answer()));
                long last = answer == null ? -1 : last(answer);
                if (answer != null && answer.status() == 200 && last >= 0) {
                    after = deliver(answer.body(), last, after);
                    heard = true;
                } else if (outcome(answer) == Outcome.AGAIN) {
                    Thread.sleep(times.retry());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does
        } finally {
            end(CloseStatus.of(CloseStatus.ABNORMAL));
        }
    }

    /** Hands over the lines, of which the last has that number, except those that are here already. */
    private long deliver(byte[] lines, long last, long after) {
        long count = 0;
        for (byte octet : lines) {
            count += octet == '\n' ? 1 : 0;
        }
        long number = last - count;
        int from = 0;
        for (int at = 0; at < lines.length; at++) {
            if (lines[at] == '\n') {
                ByteBuffer line = ByteBuffer.wrap(lines, from, at - from);
                from = at + 1;
                if (++number > after) {
                    call(() -> listener.onText(this, line));
                }
            }
        }
        return Math.max(after, last);
    }

    private Outcome exchange(long number, OutgoingBatches.Batch batch) {
        String query = "?seq=" + number + (batch.more() ? "&more=1" : "");
        return outcome(ask(posts, "POST", query, batch.lines(), times.answer()));
    }

    /** The answer; null when there was none. */
    private @Nullable HttpResponse ask(
            HttpConnection connection, String method, String query, byte[] body, Duration patience) {
        try {
            return connection.ask(method, path + query, headers, body, patience);
        } catch (IOException e) {
            Logger.debug("{} over HTTP: {}", method, e.getMessage());
            return null;
        }
    }

    private Outcome outcome(@Nullable HttpResponse answer) {
        if (answer != null) {
            switch (answer.status()) {
                case 204 -> {
                    heard = true;
                    return Outcome.DONE;
                }
                case 401, 403 -> {
                    end(new CloseStatus(CloseStatus.POLICY_VIOLATION, "the token is not taken any more"));
                    return Outcome.ENDED;
                }
                case 409 -> {
                    end(new CloseStatus(CloseStatus.ABNORMAL, "out of step with the hub"));
                    return Outcome.ENDED;
                }
                case 410 -> {
                    end(closeOf(answer));
                    return Outcome.ENDED;
                }
                case 503 -> {
                    if (fromHub(answer)) {
                        heard = true;
                    }
                }
                default -> Logger.debug("{} to a request over HTTP", answer.status());
            }
        }
        return Outcome.AGAIN;
    }

    private static boolean fromHub(HttpResponse answer) {
        String type = answer.headers().first("Content-Type");
        return type != null && type.startsWith("application/problem+json");
    }

    private static long last(HttpResponse answer) {
        String last = answer.headers().first("Linnet-Last");
        return last != null && last.matches("[0-9]{1,18}") ? Long.parseLong(last) : -1;
    }

    private static CloseStatus closeOf(HttpResponse answer) {
        String close = answer.headers().first("Linnet-Close");
        Matcher matcher = CLOSE.matcher(close == null ? "" : close);
        if (!matcher.matches()) {
            return new CloseStatus(CloseStatus.ABNORMAL, "the session is gone");
        }
        String reason = matcher.group(2) == null ? "" : matcher.group(2).replaceAll("[^ -~]", "?");
        return new CloseStatus(
                Integer.parseInt(matcher.group(1)), reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARS)));
    }

    private void call(Runnable event) {
        synchronized (calls) {
            if (!ended) {
                event.run();
            }
        }
    }

    private void end(CloseStatus status) {
        synchronized (calls) {
            if (ended) {
                return;
            }
            ended = true;
            listener.onClose(this, status);
        }
        outgoing.end();
        posts.close();
        polls.close();
        resume();
    }

    @Override
    public boolean sendText(ByteBuffer utf8) {
        byte[] message = new byte[utf8.remaining()];
        utf8.get(utf8.position(), message);
        return !ended && outgoing.add(message);
    }

    /** Answered when what was sent before has arrived, as over a WebSocket. */
    @Override
    public boolean sendPing(ByteBuffer payload) {
        byte[] copy = new byte[payload.remaining()];
        payload.get(payload.position(), copy);
        return !ended && outgoing.ping(copy);
    }

    @Override
    public void close(CloseStatus status) {
        outgoing.close(status);
    }

    @Override
    public void abort() {
        end(CloseStatus.of(CloseStatus.ABNORMAL));
    }

    @Override
    public synchronized void pause() {
        paused = true;
    }

    @Override
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    private synchronized boolean isPaused() {
        return paused;
    }

    private synchronized void awaitResume() throws InterruptedException {
        while (paused && !ended) {
            wait();
        }
    }

    @Override
    public String subprotocol() {
        return subprotocol;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return InetSocketAddress.createUnresolved("hub", 0);
    }

    @Override
    public boolean isOpen() {
        return !ended && outgoing.isOpen();
    }

    @Override
    public long queuedBytes() {
        return outgoing.bytes();
    }

    @Override
    public boolean sendBinary(ByteBuffer payload) {
        throw new UnsupportedOperationException("messages are JSON here");
    }
}
