package dev.linnet.bench.engine;

import dev.linnet.bench.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Starts a contender as Linnet's launcher starts the hub: what the C library is asked for in pieces of 30 kB or more goes
 * back to the system when it is free, and classes come from an AOT cache, made by a run under the same load.
 */
final class Training {
    private static final List<String> ENVIRONMENT = List.of("MALLOC_MMAP_THRESHOLD_=30000");
    private static final Generator.Plan PLAN = new Generator.Plan(0, 3, List.of());
    private static final Duration WRITING = Duration.ofMinutes(2);

    private Training() {}

    static Settings settings(Contender contender, List<String> flags) throws IOException {
        Settings settings = new Settings(flags, ENVIRONMENT);
        return contender.jvm() ? settings.with("-XX:AOTCache=" + cache(contender, settings)) : settings;
    }

    private static Path cache(Contender contender, Settings settings) throws IOException {
        Path cache = Path.of("bench/engine/target", contender.name() + ".aot").toAbsolutePath();
        Files.deleteIfExists(cache);
        try (PinnedServer server =
                new PinnedServer(contender, settings.with("-XX:AOTCacheOutput=" + cache), PLAN.tls())) {
            try (Program generator = Generator.start("echo", server.port(), 100, PLAN)) {
                generator.await("end");
            }
            server.stop(WRITING);
        }
        if (!Files.exists(cache)) {
            throw new IOException(contender.name() + " has made no AOT cache at " + cache);
        }
        return cache;
    }
}
