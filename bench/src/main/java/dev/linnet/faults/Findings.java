package dev.linnet.faults;

import java.util.ArrayList;
import java.util.List;

/** What must not be, as it is found. Any thread. */
final class Findings {
    private final List<String> found = new ArrayList<>(); // guarded by this
    private final Chronicle chronicle;

    Findings(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    void add(String what) {
        chronicle.tell("WRONG: " + what);
        synchronized (this) {
            found.add(what);
        }
    }

    synchronized List<String> all() {
        return List.copyOf(found);
    }
}
