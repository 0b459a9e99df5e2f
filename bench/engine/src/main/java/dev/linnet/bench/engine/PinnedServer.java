package dev.linnet.bench.engine;

import dev.linnet.bench.process.Program;
import dev.linnet.bench.process.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A contender's server that runs on the second core, and what Linux says about it. */
final class PinnedServer implements AutoCloseable {
    private final Program program;
    private final int port;

    PinnedServer(Contender contender, Settings settings, List<String> tls) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "1", "env"));
        command.addAll(settings.environment());
        command.addAll(contender.command(settings.flags(), tls));
        program = new Program(command);
        port = Integer.parseInt(program.await("port"));
    }

    int port() {
        return port;
    }

    /** Bytes of live objects, after collecting garbage. */
    long heapBytes() throws IOException {
        return Long.parseLong(program.ask("heap"));
    }

    /** Bytes that its threads have allocated so far. */
    long allocatedBytes() throws IOException {
        program.ask("allocated"); // the first time, asking allocates a lot itself
        return Long.parseLong(program.ask("allocated"));
    }

    Usage usage() {
        return new Usage(program.pid());
    }

    /** Ends it and waits until it has written down what it was told to. */
    void stop(Duration limit) throws IOException {
        program.stop(limit);
    }

    @Override
    public void close() {
        program.close();
    }
}
