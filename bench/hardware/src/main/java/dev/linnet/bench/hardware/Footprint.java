package dev.linnet.bench.hardware;

import static dev.linnet.bench.hardware.Machine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What a service's process holds, looked at again and again. */
final class Footprint {
    /** One look: kilobytes resident and of them private, threads, open files, and the processor's time since the start in ticks of 10 ms. */
    private record Look(long resident, long anonymous, long threads, long files, long ticks) {}

    /** More than this is growth, less is how a heap breathes. */
    private static final long BREATH_KILOBYTES = 4_096;

    /** Workers come when the machine is held up, and go when they have been idle. */
    private static final long BREATH_THREADS = 4;

    private final Path process;
    private final List<Look> looks = new ArrayList<>();

    Footprint(String program) throws IOException, InterruptedException {
        String pid =
                run("systemctl", "show", "-P", "MainPID", "linnet-" + program).strip();
        process = Path.of("/proc", pid);
    }

    /** Looks, and says what it saw. */
    String look() throws IOException {
        String status = Files.readString(process.resolve("status"));
        String stat = Files.readString(process.resolve("stat"));
        // Behind the name, which may hold anything, utime and stime are the 12th and 13th fields.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        Look look = new Look(
                field(status, "VmRSS:"),
                field(status, "RssAnon:"),
                field(status, "Threads:"),
                files(),
                Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
        long before = looks.isEmpty() ? look.ticks : looks.getLast().ticks;
        looks.add(look);
        return String.format(
                Locale.ROOT,
                "%.1f MB resident, %.1f private, %d threads, %d files, %.1f s of processor",
                look.resident / 1024.0,
                look.anonymous / 1024.0,
                look.threads,
                look.files,
                (look.ticks - before) / 100.0);
    }

    /** Whether the last quarter holds no more than the second did: in the first, a JVM is still compiling. */
    boolean isFlat() {
        return growth(Look::anonymous) <= BREATH_KILOBYTES
                && growth(Look::resident) <= BREATH_KILOBYTES
                && growth(Look::threads) <= BREATH_THREADS
                && growth(Look::files) <= 1;
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "grew by %d kB resident, %d kB private, %d threads, %d files from the second quarter to the last: %s",
                growth(Look::resident),
                growth(Look::anonymous),
                growth(Look::threads),
                growth(Look::files),
                isFlat() ? "flat" : "NOT flat");
    }

    private long growth(ToLongFunction<Look> what) {
        int count = looks.size();
        return median(what, count * 3 / 4, count) - median(what, count / 4, Math.max(count / 2, count / 4 + 1));
    }

    private long median(ToLongFunction<Look> what, int from, int to) {
        List<Look> part = looks.subList(from, to);
        return part.stream()
                .mapToLong(what)
                .sorted()
                .skip(part.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static long field(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").strip())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.count();
        }
    }
}
