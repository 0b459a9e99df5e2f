package dev.linnet.bench.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A child process that answers line by line; {@link #close} ends it whatever it is doing. One thread uses it. */
public final class Program implements AutoCloseable {
    private final List<String> command;
    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;

    /** Starts it; what it says on standard error goes to ours. */
    public Program(List<String> command) throws IOException {
        this.command = List.copyOf(command);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader();
        input = process.outputWriter();
    }

    /** The next line, or null when the program has closed its output. */
    public @Nullable String readLine() throws IOException {
        return output.readLine();
    }

    /** The rest of the next line that starts with that word and a blank. */
    public String await(String word) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
        }
        throw new IOException(this + " ended without a line '" + word + " …'");
    }

    /** Writes one line and reads the answer. */
    public String ask(String question) throws IOException {
        input.write(question);
        input.newLine();
        input.flush();
        String answer = output.readLine();
        if (answer == null) {
            throw new IOException(this + " ended instead of answering '" + question + "'");
        }
        return answer;
    }

    /** Reads and forgets all further output, so that the program never waits for a reader. */
    public void drain() {
        Thread.ofVirtual().start(() -> {
            try {
                output.transferTo(Writer.nullWriter());
            } catch (IOException e) {
                // the program has been ended
            }
        });
    }

    public long pid() {
        return process.pid();
    }

    /** The exit status. */
    public int waitFor(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit)) {
            throw new IOException(this + " still runs after " + limit.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** Ends it, and gives it that long to do what it does at its end. */
    public void stop(Duration limit) throws IOException {
        process.toHandle().destroy(); // which leaves its streams open
        try {
            waitFor(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            output.close();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
