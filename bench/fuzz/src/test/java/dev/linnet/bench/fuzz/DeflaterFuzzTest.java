package dev.linnet.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.linnet.websocket.compression.Agreement;
import dev.linnet.websocket.compression.CompressionMemory;
import dev.linnet.websocket.compression.MessageInflater;
import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.frame.ProtocolViolation;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** What was compressed comes back, under every agreement. */
class DeflaterFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void roundTrip(FuzzedDataProvider data) throws ProtocolViolation {
        int seed = data.consumeInt();
        Agreement agreement = new Agreement(data.consumeBoolean(), data.consumeInt(8, 15), data.consumeBoolean(), 0);
        Agreement peers = new Agreement(true, 15, agreement.keepsSent(), 0);
        CompressionMemory memory = new CompressionMemory(data.consumeInt(1, 9), 1);
        PerMessageDeflate deflate = new PerMessageDeflate(memory, agreement);
        MessageInflater inflater = new MessageInflater(memory, peers);
        while (data.remainingBytes() > 0) {
            byte[] message = data.consumeBytes(data.consumeInt(0, 3000));
            ByteBuffer compressed = deflate.deflate(ByteBuffer.wrap(message));
            if (compressed != null) {
                byte[] bytes = new byte[compressed.remaining()];
                compressed.get(bytes);
                assertThat(InflaterFuzzTest.inflateMessage(inflater, new byte[100], seed, bytes))
                        .isEqualTo(HexFormat.of().formatHex(message));
            }
        }
        deflate.release();
        inflater.release();
        memory.close();
        assertThat(memory.streams()).isZero();
    }
}
