package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.session.PaperFrames;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;

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

    private static void exchange(RawClient client, byte[] frame, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            client.send(frame).skip(42);
        }
    }
}
