package dev.linnet.bench.engine;

import dev.linnet.bench.figures.Report;
import dev.linnet.bench.peer.ServerMain;
import dev.linnet.bench.process.Jvm;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A server that takes part.
 *
 * @param jvm whether it is one of {@link ServerMain}'s, which can tell about its heap
 * @param jars which jars of our class path it needs, as a regular expression: the others would cost it memory
 * @param words the JVM flags it needs beside everybody's, or else the whole command that runs it
 */
record Contender(String name, boolean jvm, String jars, List<String> words) {
    /** All that run in a JVM. Netty gets the access that makes it fastest. */
    static List<Contender> onTheJvm() {
        List<String> access = List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
        return List.of(
                new Contender(Report.LINNET, true, "linnet-.*", List.of()),
                new Contender("netty-epoll", true, "(linnet-|netty-).*", access),
                new Contender("netty-nio", true, "(linnet-|netty-).*", access),
                new Contender("undertow", true, "(linnet-|undertow|xnio|wildfly|jboss|smallrye).*", List.of()),
                new Contender("jetty", true, "(linnet-|jetty|slf4j).*", List.of()),
                new Contender("java-websocket", true, "(linnet-|Java-WebSocket|slf4j).*", List.of()));
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
                "",
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
        all.addAll(List.of("-cp", classPath()));
        List<String> arguments = new ArrayList<>(List.of(name, "0"));
        arguments.addAll(tls);
        return Jvm.command(all, ServerMain.class, arguments);
    }

    private String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith(".jar")
                        || Path.of(entry).getFileName().toString().matches(jars))
                .collect(Collectors.joining(File.pathSeparator));
    }

    boolean isLinnet() {
        return name.equals(Report.LINNET);
    }
}
