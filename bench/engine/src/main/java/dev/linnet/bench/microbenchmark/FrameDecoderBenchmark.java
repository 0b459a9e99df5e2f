package dev.linnet.bench.microbenchmark;

import dev.linnet.websocket.frame.FrameDecoder;
import dev.linnet.websocket.frame.ProtocolViolation;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Taking apart a buffer of masked text frames, unmasking included; the figure is for one frame. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameDecoderBenchmark {
    private static final int FRAMES = 100;

    @Param({"40", "60", "125"})
    int length;

    private ByteBuffer bytes = ByteBuffer.allocate(0);

    @Setup
    public void fill() {
        bytes = ByteBuffer.allocateDirect(FRAMES * (6 + length));
        for (int i = 0; i < FRAMES; i++) {
            bytes.put((byte) 0x81).put((byte) (0x80 | length)).putInt(0x3A7F_51C9);
            bytes.position(bytes.position() + length);
        }
        bytes.flip();
    }

    /** Payloads are masked again by every second pass; the decoder alone does not look at them. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long decode() throws ProtocolViolation {
        FrameDecoder decoder = new FrameDecoder(true, false);
        bytes.rewind();
        long total = 0;
        while (decoder.next(bytes)) {
            total += decoder.to() - decoder.from();
        }
        return total;
    }
}
