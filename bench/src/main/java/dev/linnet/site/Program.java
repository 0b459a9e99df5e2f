package dev.linnet.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the installed programs as a process of its own. It runs in a session of its own too: Ctrl-C in a terminal would
 * otherwise end hub and agents at the same moment as the demo that stops them in order.
 */
public final class Program implements AutoCloseable {
    private static final long STOP_SECONDS = 15;
    private static final int TAIL_LINES = 15;
    private static final Pattern SAMPLED = Pattern.compile("(\\d+) readings sampled");

    private final String name;
    private final Path log;
    private final Process process;

    private Program(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts it, with all that it says added to {@code <name>.log}. */
    public static Program start(String name, Path directory, List<String> command) throws SiteException {
        Path log = directory.resolve(name + ".log");
        List<String> line = new ArrayList<>(List.of("setsid"));
        line.addAll(command);
        try {
            return new Program(
                    name,
                    log,
                    new ProcessBuilder(line)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start());
        } catch (IOException e) {
            throw new SiteException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Runs a command to its end and returns what it printed. */
    public static String output(Path directory, List<String> command) throws SiteException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new SiteException(String.join(" ", command) + " failed:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new SiteException(String.join(" ", command) + " cannot be run: " + e.getMessage(), e);
        }
    }

    public boolean running() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    /** Its last words, for a message that says why it ended. */
    public String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Asks it to end, as systemd does, and waits until it has. */
    public void stop() throws SiteException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new SiteException(name + " did not stop within " + STOP_SECONDS + " s: see " + log);
        }
    }

    /** Ends it as a power cut would, and waits until it has gone. */
    public void kill() throws SiteException, InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new SiteException(name + " cannot be killed");
        }
    }

    /** Holds it as it stands, or lets it go on: it does nothing meanwhile, and knows nothing of it. */
    public void freeze(boolean held) throws SiteException, InterruptedException {
        String signal = held ? "-STOP" : "-CONT";
        String said = output(Path.of("/"), List.of("kill", signal, Long.toString(process.pid())));
        assert said.isEmpty() : said;
    }

    /** The status that it ended with. */
    public int status() {
        return process.exitValue();
    }

    /** What an agent that was stopped has counted at its sensors. */
    public long sampled() throws SiteException {
        Matcher sampled = SAMPLED.matcher(tail());
        if (!sampled.find()) {
            throw new SiteException(log + " does not say how many readings were sampled:\n" + tail());
        }
        return Long.parseLong(sampled.group(1));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
