package dev.linnet.sensors;

import com.pi4j.context.Context;
import dev.linnet.sensors.fake.FakeBoard;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Supplier;

/** Hardware for tests. */
public final class Machines {
    private Machines() {}

    /** Files below that folder, and no Pi4J. */
    public static Hardware files(Path root) {
        Supplier<Context> none = () -> {
            throw new IllegalStateException("this test has no Pi4J");
        };
        return new Hardware(root, root.resolve("state"), new Random(1), none);
    }

    public static Hardware board(FakeBoard board) {
        return new Hardware(Path.of("/"), Path.of("target/state"), new Random(1), board::start);
    }
}
