package dev.linnet.hub.device;

import dev.linnet.protocol.Hello;
import java.util.HashSet;
import java.util.Set;

/**
 * The streams of one session: the newest, in which readings are live in the order of their numbers, and former ones. A stream
 * that nobody has named before is the newest from then on. Owned by the session's loop.
 */
final class Streams {
    /** An agent begins one when a backlog is behind it: some a day. */
    static final int MOST = 10_000;

    private Set<String> former = Set.of(); // not made before there is one: each session has it
    private String newest = "";

    void begin(Hello hello) {
        newest = hello.stream();
        Set<String> named = new HashSet<>(hello.spooled());
        named.add(hello.boot());
        named.remove(newest);
        if (!named.isEmpty()) {
            former = named;
        }
    }

    boolean isNewest(String stream) {
        return stream.equals(newest);
    }

    /** Takes the stream for the newest if it is new; returns whether it was. */
    boolean begins(String stream) {
        if (stream.equals(newest) || former.contains(stream)) {
            return false;
        }
        if (former.isEmpty()) {
            former = new HashSet<>();
        }
        former.add(newest);
        newest = stream;
        return true;
    }

    boolean tooMany() {
        return former.size() > MOST;
    }
}
