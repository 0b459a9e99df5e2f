package dev.linnet.bench.microbenchmark;

import dev.linnet.websocket.frame.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

/** Validating one text. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Utf8Benchmark {
    @Param({"40", "1000"})
    int length;

    @Param({"ascii", "german", "japanese"})
    String language = "";

    private ByteBuffer bytes = ByteBuffer.allocate(0);

    @Setup
    public void encode() {
        String text = switch (language) {
            case "ascii" -> "temperature 21.5 Cel ";
            case "german" -> "Außentemperatur 21,5 °C in der Küche ";
            default -> "台所の温度は21.5度です。";
        };
        String whole = text.repeat(1 + length / text.length()).substring(0, length);
        byte[] utf8 = whole.getBytes(StandardCharsets.UTF_8);
        bytes = ByteBuffer.allocateDirect(utf8.length).put(utf8).flip();
    }

    @Benchmark
    public int check() {
        return Utf8.check(Utf8.COMPLETE, bytes, 0, bytes.limit());
    }
}
