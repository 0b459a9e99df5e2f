package dev.linnet.bench.engine;

import dev.linnet.bench.peer.ServerMain;
import dev.linnet.bench.process.Jvm;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that takes part.
 *
 * @param jvm whether it is one of {@link ServerMain}'s, which can tell about its heap
 * @param words the JVM flags it needs beside everybody's, or else the whole command that runs it
 */
record Contender(String name, boolean jvm, List<String> words) {
    /** The one that the others are compared with. */
    static final String LINNET = "linnet";

    /** All that run in a JVM. Netty gets the access that makes it fastest. */
    static List<Contender> onTheJvm() {
        List<String> access = List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
        return List.of(
                new Contender(LINNET, true, List.of()),
                new Contender("netty-epoll", true, access),
                new Contender("netty-nio", true, access),
                new Contender("undertow", true, List.of()),
                new Contender("jetty", true, List.of()),
                new Contender("java-websocket", true, List.of()));
    }

    /** One that is told as {@code NAME=PROGRAM SCRIPT}. */
    static Contender ofCommand(String definition) {
        int equals = definition.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("not NAME=PROGRAM SCRIPT: " + definition);
        }
        return new Contender(
                definition.substring(0, equals),
                false,
                List.of(definition.substring(equals + 1).split(" ", -1)));
    }

    /** Whether it is set up for TLS here. */
    boolean speaksTls() {
        return isLinnet() || name.startsWith("netty-");
    }

    /**
     * The command that runs it with these JVM flags, where it has a JVM.
     *
     * @param tls files with a certificate and its key; none for plain connections
     */
    List<String> command(List<String> flags, List<String> tls) {
        if (!jvm) {
            return words;
        }
        List<String> all = new ArrayList<>(flags);
        all.addAll(words);
        List<String> arguments = new ArrayList<>(List.of(name, "0"));
        arguments.addAll(tls);
        return Jvm.command(all, ServerMain.class, arguments);
    }

    boolean isLinnet() {
        return name.equals(LINNET);
    }
}
