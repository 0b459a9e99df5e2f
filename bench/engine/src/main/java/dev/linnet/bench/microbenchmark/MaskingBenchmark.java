package dev.linnet.bench.microbenchmark;

import dev.linnet.websocket.frame.Masking;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Unmasking one payload in place. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MaskingBenchmark {
    @Param({"40", "60", "1000", "65536"})
    int length;

    private ByteBuffer bytes = ByteBuffer.allocate(0);

    @Setup
    public void allocate() {
        bytes = ByteBuffer.allocateDirect(length + 6);
    }

    /** From index 6, where the payload of a short client frame stands. */
    @Benchmark
    public int unmask() {
        return Masking.apply(bytes, 6, 6 + length, 0x3A7F_51C9);
    }
}
