package dev.linnet.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between an agent and the hub and passes bytes on: late, not at all, or up to some byte and then no more, which cuts messages and
 * frames anywhere.
 */
final class Link implements AutoCloseable {
    private static final int PIECE = 4096;
    private static final long UNCUT = Long.MAX_VALUE;
    private static final String UPGRADE = "upgrade: websocket";
    private static final String REFUSAL =
            "HTTP/1.1 403 Forbidden\r\nServer: a proxy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final InetSocketAddress hub;
    private final ServerSocket server = new ServerSocket();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();

    // Guarded by the lock.
    private boolean held;
    private long bytesPerConnection = UNCUT;
    private boolean closed;

    private volatile Duration delay = Duration.ZERO; // of each way
    private volatile boolean blocked;

    /** @param address where the agent finds it */
    Link(InetSocketAddress address, InetSocketAddress hub) throws IOException {
        this.hub = hub;
        server.setReuseAddress(true);
        server.bind(address);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    void start() {
        Thread accepting = Thread.ofVirtual().start(this::accept);
        assert accepting.isVirtual();
    }

    /** Nothing is passed on until this is called with false. */
    void hold(boolean hold) {
        lock.lock();
        try {
            held = hold;
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Cuts every connection once so many more bytes have passed, in whichever direction, and each new one after as many. */
    void cutAfter(long bytes) {
        lock.lock();
        try {
            bytesPerConnection = bytes;
        } finally {
            lock.unlock();
        }
    }

    void cutNoMore() {
        cutAfter(UNCUT);
    }

    /** Connections that are open end; of new ones those that ask for a WebSocket are refused, as some proxies do. */
    void block(boolean block) {
        blocked = block;
        if (block) {
            open.forEach(this::end);
        }
    }

    void delay(Duration ofEachWay) {
        delay = ofEachWay;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket agent = server.accept();
                Thread connecting = Thread.ofVirtual().start(() -> connect(agent));
                assert connecting.isVirtual();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void connect(Socket agent) {
        open.add(agent);
        Socket toHub = new Socket();
        open.add(toHub);
        Budget budget = new Budget();
        try {
            byte[] head = blocked ? head(agent) : new byte[0];
            if (new String(head, StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT)
                    .contains(UPGRADE)) {
                agent.getOutputStream().write(REFUSAL.getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            toHub.connect(hub);
            toHub.getOutputStream().write(head);
            Thread back = Thread.ofVirtual().start(() -> pass(toHub, agent, budget));
            pass(agent, toHub, budget);
            back.join();
        } catch (IOException e) {
            // The hub is down: the agent sees its connection end, as it would without this in between.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(agent);
            end(toHub);
        }
    }

    /** What comes up to the end of a request's header fields, or of what comes. */
    private static byte[] head(Socket agent) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int read = agent.getInputStream().read();
                read >= 0;
                read = agent.getInputStream().read()) {
            head.write(read);
            if (read == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toByteArray();
    }

    /** How many bytes have passed over a connection since cuts were asked for. */
    private final class Budget {
        private long limit = UNCUT; // guarded by the lock, as the other
        private long passed;

        /** Waits while the link is held. Returns how many of so many bytes may pass; fewer: cut it then. */
        int take(int bytes) throws InterruptedException {
            lock.lock();
            try {
                while (held && !closed) {
                    released.await();
                }
                if (limit != bytesPerConnection) {
                    limit = bytesPerConnection;
                    passed = 0;
                }
                int may = (int) Math.min(bytes, limit - passed);
                passed += may;
                return may;
            } finally {
                lock.unlock();
            }
        }
    }

    private void pass(Socket from, Socket to, Budget budget) {
        byte[] bytes = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (delay.isPositive()) {
                    Thread.sleep(delay);
                }
                int may = budget.take(read);
                out.write(bytes, 0, may);
                if (may < read) {
                    break;
                }
            }
        } catch (IOException e) {
            // One side is gone; so is the other now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(from);
        end(to);
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        lock.lock();
        try {
            closed = true;
            released.signalAll();
        } finally {
            lock.unlock();
        }
        open.forEach(this::end);
    }
}
