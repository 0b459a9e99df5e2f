package dev.linnet.network;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy as some networks have them: it understands HTTP, passes requests and answers on when it has them whole, and lets no
 * WebSocket through, each in its own way. A virtual thread a connection.
 */
final class BlockingProxy implements AutoCloseable {
    /** What becomes of opening handshakes. */
    enum Upgrades {
        PASS,
        STRIPPED_OF_THEIR_HEADERS,
        ANSWERED_WITH_400,
        ANSWERED_WITH_502,
        ANSWERED_WITH_A_LOGIN_PAGE,
        HELD_FOR_EVER,
        RESET,
        CLOSED
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern HANDSHAKE_HEADERS =
            Pattern.compile("(?i)\r\n(upgrade|connection|sec-websocket-[a-z]+): [^\r]*");

    private final int hub;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger handshakes = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();
    private volatile Upgrades upgrades;
    private volatile int loseEvery;
    private volatile int cutEvery;

    BlockingProxy(int hubPort, Upgrades upgrades) throws IOException {
        this.hub = hubPort;
        this.upgrades = upgrades;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/agent");
    }

    void upgrades(Upgrades what) {
        upgrades = what;
    }

    /** From now on each n-th POST reaches the hub, and its answer nobody; 0 for none. */
    void loseEvery(int n) {
        loseEvery = n;
    }

    /** From now on each n-th long-poll is cut as soon as it has reached the hub; 0 for none. */
    void cutEvery(int n) {
        cutEvery = n;
    }

    /** Opening handshakes that were asked for. */
    int handshakes() {
        return handshakes.get();
    }

    int lostAnswers() {
        return lost.get();
    }

    int cutPolls() {
        return cut.get();
    }

    /** Answers 503 of the hub's. */
    int refusals() {
        return refused.get();
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
            while (true) {
                String head = head(fromClient);
                if (head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket")) {
                    handshakes.incrementAndGet();
                    switch (upgrades) {
                        case PASS -> {
                            upstream.getOutputStream().write(bytes(head));
                            Thread.ofVirtual().start(() -> pipe(fromHub, client));
                            pipe(fromClient, upstream);
                            return;
                        }
                        case STRIPPED_OF_THEIR_HEADERS ->
                            head = HANDSHAKE_HEADERS.matcher(head).replaceAll("");
                        case ANSWERED_WITH_400 -> answer(client, "400 Bad Request", "");
                        case ANSWERED_WITH_502 -> answer(client, "502 Bad Gateway", "<h1>upstream</h1>");
                        case ANSWERED_WITH_A_LOGIN_PAGE -> answer(client, "200 OK", "<h1>Welcome to our hotel</h1>");
                        case HELD_FOR_EVER -> fromClient.transferTo(OutputStream.nullOutputStream());
                        case RESET -> client.setSoLinger(true, 0);
                        case CLOSED -> {}
                    }
                    if (upgrades != Upgrades.STRIPPED_OF_THEIR_HEADERS) {
                        return;
                    }
                }
                upstream.getOutputStream().write(message(head, fromClient));
                if (head.startsWith("GET") && cutEvery > 0 && polls.incrementAndGet() % cutEvery == 0) {
                    cut.incrementAndGet();
                    return;
                }
                byte[] answer = answer(fromHub);
                if (head.startsWith("POST") && loseEvery > 0 && posts.incrementAndGet() % loseEvery == 0) {
                    lost.incrementAndGet();
                    return;
                }
                client.getOutputStream().write(answer);
            }
        } catch (IOException e) {
            // Either end is gone, and with it the other.
        } finally {
            open.remove(client);
        }
    }

    private byte[] answer(InputStream fromHub) throws IOException {
        String head = head(fromHub);
        if (head.startsWith("HTTP/1.1 503")) {
            refused.incrementAndGet();
        }
        return message(head, fromHub);
    }

    private static void answer(Socket client, String status, String page) throws IOException {
        client.getOutputStream()
                .write(bytes("HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\nContent-Length: " + page.length()
                        + "\r\n\r\n" + page));
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

    /** The whole of it. */
    private static byte[] message(String head, InputStream in) throws IOException {
        Matcher length = LENGTH.matcher(head);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        byte[] whole = new byte[head.length() + body.length];
        System.arraycopy(bytes(head), 0, whole, 0, head.length());
        System.arraycopy(body, 0, whole, head.length(), body.length);
        return whole;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void pipe(InputStream in, Socket to) {
        try (to) {
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other direction ends too: its socket is closed.
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
