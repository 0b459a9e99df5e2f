package dev.linnet.sensors.simulated;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated device did, told to a file before anyone else hears of it: a line of value and monotonic time each, in one write, so
 * that it outlives a {@code kill -9}. A test compares it with what arrived. One thread at a time uses it.
 */
final class TruthLog implements AutoCloseable {
    private static final int TAIL_BYTES = 256;

    private final Path file;
    private @Nullable FileChannel channel;

    /** @param file made when it is missing; empty for none */
    TruthLog(String file) {
        this.file = Path.of(file);
    }

    boolean isKept() {
        return !file.toString().isEmpty();
    }

    /** The value in the last line; 0 when there is none. */
    double last() throws IOException {
        if (!isKept() || !Files.exists(file)) {
            return 0;
        }
        try (FileChannel tail = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(TAIL_BYTES);
            int read = tail.read(bytes, Math.max(0, tail.size() - TAIL_BYTES));
            String[] lines = new String(bytes.array(), 0, Math.max(0, read), StandardCharsets.US_ASCII)
                    .strip()
                    .split("\n", -1);
            String line = lines[lines.length - 1];
            return line.isEmpty() ? 0 : Double.parseDouble(line.split(" ", -1)[0]);
        } catch (NumberFormatException e) {
            throw new IOException(file + ": the last line must begin with a number", e);
        }
    }

    void add(double value, long nanoTime) throws IOException {
        if (!isKept()) {
            return;
        }
        FileChannel to = channel;
        if (to == null) {
            to = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            channel = to;
        }
        to.write(ByteBuffer.wrap((value + " " + nanoTime + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
