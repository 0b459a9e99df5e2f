package dev.linnet.site;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy as some networks have it: it understands HTTP, and what it does with WebSocket can be set. A virtual thread a
 * connection.
 */
public final class BlockingProxy implements AutoCloseable {
    /** What becomes of opening handshakes. */
    public enum Upgrades {
        /** They pass. */
        PASS,
        /** The wish for a WebSocket is taken out. */
        STRIP,
        /** The proxy refuses them itself. */
        REFUSE,
        /** The connection is cut. */
        CUT
    }

    private final int hub;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger upgrades = new AtomicInteger();
    private final AtomicInteger cutAnswers = new AtomicInteger();
    private volatile Upgrades mode = Upgrades.STRIP;
    private volatile int cutEvery;

    /** Listens on a port of its own. */
    public BlockingProxy(int hubPort) throws IOException {
        hub = hubPort;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void upgrades(Upgrades what) {
        mode = what;
    }

    /** From now on every n-th POST is passed to the hub, and its answer is not passed back; 0 for none. */
    public void cutEvery(int posts) {
        cutEvery = posts;
    }

    /** Answers of the hub that were cut. */
    public int cutAnswers() {
        return cutAnswers.get();
    }

    /** Opening handshakes that were asked for. */
    public int upgradesSeen() {
        return upgrades.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), hub)) {
            open.add(upstream);
            InputStream fromClient = new BufferedInputStream(client.getInputStream());
            InputStream fromHub = new BufferedInputStream(upstream.getInputStream());
            int posts = 0;
            while (true) {
                String head = head(fromClient);
                boolean upgrade = head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket");
                if (upgrade) {
                    upgrades.incrementAndGet();
                    switch (mode) {
                        case PASS -> {
                            upstream.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                            Thread.ofVirtual().start(() -> pipe(fromHub, client));
                            pipe(fromClient, upstream);
                            return;
                        }
                        case REFUSE -> {
                            answer(client, "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n");
                            return;
                        }
                        case CUT -> {
                            return;
                        }
                        case STRIP -> head = head.replaceAll("(?i)\r\n(upgrade|connection|sec-websocket-[a-z]+): [^\r]*", "");
                    }
                }
                forward(head, fromClient, upstream.getOutputStream());
                String answer = head(fromHub);
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                forward(answer, fromHub, whole);
                if (head.startsWith("POST") && cutEvery > 0 && ++posts % cutEvery == 0) {
                    cutAnswers.incrementAndGet();
                    return;
                }
                client.getOutputStream().write(whole.toByteArray());
            }
        } catch (IOException e) {
            // Either end is gone, and with it the other.
        } finally {
            open.remove(client);
        }
    }

    private static void answer(Socket client, String head) throws IOException {
        client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Up to and with the empty line. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException();
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    private static void forward(String head, InputStream body, OutputStream to) throws IOException {
        int length = 0;
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
            }
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(body.readNBytes(length));
        to.write(whole.toByteArray());
        to.flush();
    }

    private static void pipe(InputStream in, Socket to) {
        try {
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other direction ends too, below.
        } finally {
            try {
                to.close();
            } catch (IOException e) {
                // it is gone
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
