package dev.linnet.bench.engine;

import dev.linnet.bench.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A contender's server that runs on the second core, and what Linux says about it. */
final class PinnedServer implements AutoCloseable {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 on every Linux that Java runs on

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

    long residentBytes() throws IOException {
        Matcher line = RESIDENT.matcher(Files.readString(proc("status")));
        if (!line.find()) {
            throw new IOException("no VmRSS in " + proc("status"));
        }
        return Long.parseLong(line.group(1)) * 1024;
    }

    /** Processor time used so far, in user and kernel mode, to the nearest 10 ms. */
    long cpuNanos() throws IOException {
        String stat = Files.readString(proc("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(program.pid()), file);
    }

    @Override
    public void close() {
        program.close();
    }
}
