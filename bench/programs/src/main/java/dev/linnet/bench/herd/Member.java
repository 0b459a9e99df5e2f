package dev.linnet.bench.herd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One agent of the herd: knocks, waits as docs/protocol.md says when it is refused, and says hello once it is let in. */
final class Member {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_BOUND = 60 * SECOND;
    private static final Pattern RETRY_AFTER = Pattern.compile("(?i)\r\nretry-after: *(\\d+)");
    private static final int TEXT_FRAME = 0x81;

    private final String device;
    private final String token;
    private final RandomGenerator random;
    private final ByteBuffer in = ByteBuffer.allocate(2048);
    private @Nullable SocketChannel channel;
    private boolean upgraded;
    private boolean welcome;
    private long bound = SECOND;
    private long due;
    private int refusals;

    Member(String device, String token, RandomGenerator random, long now) {
        this.device = device;
        this.token = token;
        this.random = random;
        backOff(now, 0);
    }

    /** When it knocks next. */
    long due() {
        return due;
    }

    boolean isWelcome() {
        return welcome;
    }

    int refusals() {
        return refusals;
    }

    /** As the agent does it: first the cap, then the jitter. */
    private void backOff(long now, long atLeast) {
        due = now + atLeast + random.nextLong(bound + 1);
        bound = Math.min(2 * bound, LONGEST_BOUND);
    }

    void knock(InetSocketAddress hub, Selector selector) throws IOException {
        in.clear();
        upgraded = false;
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        boolean stands = opened.connect(hub);
        opened.register(selector, stands ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        if (stands) {
            connected(opened);
        }
    }

    /** Something can be done; returns whether it has to knock again. */
    boolean ready(SelectionKey key, long now) {
        SocketChannel open = (SocketChannel) key.channel();
        try {
            if (key.isConnectable() && open.finishConnect()) {
                connected(open);
                key.interestOps(SelectionKey.OP_READ);
            }
            return key.isReadable() && read(open, now);
        } catch (IOException e) {
            return failed(now, 0);
        }
    }

    private void connected(SocketChannel open) throws IOException {
        write(
                open,
                "GET /agent HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Protocol: linnet.v1.json\r\nAuthorization: Bearer " + token + "\r\n\r\n");
    }

    private boolean read(SocketChannel open, long now) throws IOException {
        int count = open.read(in);
        if (count < 0 || !in.hasRemaining()) {
            return failed(now, 0);
        }
        String head = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        if (upgraded) {
            welcome = true; // the first message of a hub that has been greeted
            in.clear();
            return false;
        }
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            Matcher asked = RETRY_AFTER.matcher(head);
            return failed(now, asked.find() ? Long.parseLong(asked.group(1)) * SECOND : 0);
        }
        upgraded = true;
        in.clear();
        write(open, hello());
        return false;
    }

    private boolean failed(long now, long atLeast) {
        if (welcome) {
            throw new IllegalStateException(device + " was let in and then dropped");
        }
        refusals++;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
        backOff(now, atLeast);
        return true;
    }

    /** In a frame whose mask changes nothing. */
    private String hello() {
        String hello = "{\"type\":\"hello\",\"device\":\"" + device + "\",\"boot\":\"b1\",\"channels\":"
                + "[{\"id\":\"t\",\"kind\":\"sensor\",\"type\":\"number\",\"quantity\":\"temperature\",\"unit\":\"Cel\"}]}";
        return "" + (char) TEXT_FRAME + (char) (0x80 | 126) + (char) (hello.length() >> 8)
                + (char) (hello.length() & 0xff) + "\0\0\0\0" + hello;
    }

    private static void write(SocketChannel open, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        open.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("a socket's buffer does not even take a greeting");
        }
    }
}
