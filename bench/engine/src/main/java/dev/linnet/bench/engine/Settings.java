package dev.linnet.bench.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What a server is started with.
 *
 * @param flags of the JVM, where it has one
 * @param environment {@code NAME=VALUE}, in addition to ours
 */
record Settings(List<String> flags, List<String> environment) {
    /** In our own environment. */
    Settings(List<String> flags) {
        this(flags, List.of());
    }

    /** With one more flag. */
    Settings with(String flag) {
        List<String> more = new ArrayList<>(flags);
        more.add(flag);
        return new Settings(more, environment);
    }
}
