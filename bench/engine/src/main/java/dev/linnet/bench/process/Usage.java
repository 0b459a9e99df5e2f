package dev.linnet.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process uses, as Linux tells it. */
public final class Usage {
    private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 on every Linux that Java runs on
    private static final int KIB = 1024;

    private final long pid;

    public Usage(long pid) {
        this.pid = pid;
    }

    /** All that it has in memory, shared pages too. */
    public long residentBytes() throws IOException {
        return KIB * field("status", "VmRSS");
    }

    /** What it alone has in memory. */
    public long privateBytes() throws IOException {
        return KIB * (field("smaps_rollup", "Private_Clean") + field("smaps_rollup", "Private_Dirty"));
    }

    /** What of it is in no file, or differs from what is in the file: it can be swapped and not dropped. */
    public long anonymousBytes() throws IOException {
        return KIB * field("status", "RssAnon");
    }

    /** What it has caused to be written to disks so far. */
    public long writtenBytes() throws IOException {
        return field("io", "write_bytes");
    }

    /** Processor time used so far, in user and kernel mode, to the nearest 10 ms. */
    public long cpuNanos() throws IOException {
        String stat = Files.readString(proc("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
    }

    /** How often the threads that it has now have waited for something so far: each time, one was woken. */
    public long waits() throws IOException {
        long waits = 0;
        try (Stream<Path> threads = Files.list(proc("task"))) {
            for (Path thread : threads.toList()) {
                waits += field("task/" + thread.getFileName() + "/status", "voluntary_ctxt_switches");
            }
        }
        return waits;
    }

    private long field(String file, String name) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+)").matcher(Files.readString(proc(file)));
        if (!line.find()) {
            throw new IOException("no " + name + " in " + proc(file));
        }
        return Long.parseLong(line.group(1));
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }
}
