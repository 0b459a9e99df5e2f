package dev.linnet.bench.hardware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The machine that the tests run in: its commands, and waiting for what it does. */
final class Machine {
    private Machine() {}

    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Runs a command to its end and returns what it printed; it must end well. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue() + ":\n" + output);
        }
        return output;
    }

    /** Emulated, everything takes its time. */
    static void until(String what, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what + " did not come");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
