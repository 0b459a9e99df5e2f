package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.linnet.websocket.Compression;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.session.PaperFrames;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;
    private static final byte[] TEXT =
            "a reading, and the next one; ".repeat(10).getBytes(StandardCharsets.US_ASCII);

    /** The loop's thread reads, echoes and writes each message in an event of its own. */
    @Test
    void nothingIsAllocatedPerMessage() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        BlockingQueue<Long> loopThread = new LinkedBlockingQueue<>();
        try (Endpoint endpoint = new Endpoint() {
                    @Override
                    public void onOpen(WebSocket socket) {
                        loopThread.add(Thread.currentThread().threadId());
                    }

                    @Override
                    public void onText(WebSocket socket, ByteBuffer utf8) {
                        socket.sendText(utf8);
                    }
                };
                RawClient client = RawClient.open(endpoint.address)) {
            byte[] frame = PaperFrames.encode("81:" + "61".repeat(40), true);
            exchange(client, frame, WARM_UP);
            long thread = Endpoint.next(loopThread);
            long before = threads.getThreadAllocatedBytes(thread);
            exchange(client, frame, MEASURED);
            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            assertThat((double) allocated / MEASURED).as("bytes per message").isLessThan(1);
        }
    }

    /** The same for a small message that comes compressed and whose answer is not worth compressing. */
    @Test
    void nothingIsAllocatedPerCompressedMessage() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        BlockingQueue<Long> loopThread = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
        try (Endpoint endpoint = new Endpoint(options -> options.compression(Compression.defaults())) {
                    @Override
                    public void onOpen(WebSocket socket) {
                        loopThread.add(Thread.currentThread().threadId());
                    }

                    @Override
                    public void onText(WebSocket socket, ByteBuffer utf8) {
                        if (utf8.remaining() != TEXT.length) {
                            lengths.add(utf8.remaining());
                        }
                        socket.sendText(utf8.limit(utf8.position() + 40));
                    }
                };
                RawClient client = new RawClient(endpoint.address)) {
            client.send(RawClient.HANDSHAKE.replace(
                            "\r\n\r\n",
                            "\r\nSec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover\r\n\r\n"))
                    .switched();
            byte[] compressed = compressed();
            byte[] frame = PaperFrames.encode("c1:" + HexFormat.of().formatHex(compressed), true);
            exchange(client, frame, WARM_UP);
            long thread = Endpoint.next(loopThread);
            long before = threads.getThreadAllocatedBytes(thread);
            exchange(client, frame, MEASURED);
            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            assertThat((double) allocated / MEASURED).as("bytes per message").isLessThan(1);
            assertThat(lengths).isEmpty();
        }
    }

    private static byte[] compressed() {
        try (Deflater deflater = new Deflater(6, true)) {
            deflater.setInput(TEXT);
            byte[] out = new byte[TEXT.length];
            int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            return Arrays.copyOf(out, length - 4); // RFC 7692 §7.2.1: without 00 00 ff ff
        }
    }

    private static void exchange(RawClient client, byte[] frame, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            client.send(frame).skip(42);
        }
    }
}
