package dev.linnet.sensors;

import com.pi4j.context.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The machine as drivers see it. Pi4J is started by the first driver that needs it, and not at all when none does. */
public final class Hardware implements AutoCloseable {
    private final Path root;
    private final Path state;
    private final RandomGenerator random;
    private final Supplier<Context> pi4j;
    private @Nullable Context context; // guarded by this
    private boolean closed; // guarded by this
    private final Map<String, Object> shared = new HashMap<>(); // guarded by this

    /**
     * Wires; starts nothing.
     *
     * @param root where {@code proc} and {@code sys} are; {@code /} but in tests
     * @param state a folder that survives a restart; made when it is first needed
     * @param random for simulated devices
     * @param pi4j starts Pi4J
     */
    public Hardware(Path root, Path state, RandomGenerator random, Supplier<Context> pi4j) {
        this.root = root;
        this.state = state;
        this.random = random;
        this.pi4j = pi4j;
    }

    public Path root() {
        return root;
    }

    /** For what a device must remember over a restart, such as a meter's total. */
    public Path state() {
        return state;
    }

    public RandomGenerator random() {
        return random;
    }

    /** The monotonic clock that samples are stamped with: Linux's CLOCK_MONOTONIC, nanoseconds. */
    public long nanoTime() {
        return System.nanoTime();
    }

    /** Pi4J, started now if need be; once for all drivers. */
    public synchronized Context pi4j() throws IOException {
        if (closed) {
            throw new IOException("the hardware is closed");
        }
        Context running = context;
        if (running == null) {
            try {
                running = pi4j.get();
            } catch (RuntimeException e) {
                throw new IOException("Pi4J did not start: " + e.getMessage(), e);
            }
            context = running;
        }
        return running;
    }

    /** What several devices use together, made by the first that asks for that name. */
    public synchronized <T> T shared(String name, Class<T> type, Supplier<T> make) {
        return type.cast(shared.computeIfAbsent(name, _ -> make.get()));
    }

    /** Shuts Pi4J down if it was started; close the devices first. */
    @Override
    public synchronized void close() {
        closed = true;
        if (context != null) {
            context.shutdown();
            context = null;
        }
    }
}
