package dev.linnet.faults;

import java.io.PrintStream;
import java.util.Locale;

/** Prints what happens, with the second in which it does. Any thread. */
final class Chronicle {
    private final PrintStream out;
    private final long start = System.nanoTime();

    Chronicle(PrintStream out) {
        this.out = out;
    }

    void tell(String what) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.println(String.format(Locale.ROOT, "%7.1f  %s", seconds, what));
    }
}
