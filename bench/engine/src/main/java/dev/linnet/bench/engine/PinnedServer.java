package dev.linnet.bench.engine;

import dev.linnet.bench.process.Program;
import dev.linnet.bench.process.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A contender's server that runs on the second core, and what Linux says about it. */
final class PinnedServer implements AutoCloseable {
    private final Program program;
    private final int port;

    PinnedServer(Contender contender, List<String> flags, List<String> tls) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "1"));
        command.addAll(contender.command(flags, tls));
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

    @Override
    public void close() {
        program.close();
    }
}
