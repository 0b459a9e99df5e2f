package dev.linnet.bench.conformance;

import dev.linnet.bench.peer.PeerServer;
import dev.linnet.bench.peer.ServerMain;
import dev.linnet.bench.process.Jvm;
import dev.linnet.bench.process.Ports;
import dev.linnet.bench.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the suite against a server and a client and compares with the committed table:
 * {@code Conformance TABLE FOLDER SERVER CLIENT WSTEST…}, where a name of {@code -} leaves that side out. The exit status
 * is 1 when anything deviates.
 */
public final class Conformance {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx512m");

    private final Verdicts expected;
    private final Suite suite;
    private int passed;
    private int failed;

    private Conformance(Verdicts expected, Suite suite) {
        this.expected = expected;
        this.suite = suite;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = List.of(arguments);
        Conformance run = new Conformance(
                Verdicts.ofTable(Path.of(words.get(0))),
                new Suite(words.subList(4, words.size()), Path.of(words.get(1)).toAbsolutePath()));
        run.gateOnCount();
        if (!words.get(2).equals("-")) {
            run.server(words.get(2));
        }
        if (!words.get(3).equals("-")) {
            run.client(words.get(3));
        }
        System.out.printf("conformance: %d passed, %d failed%n", run.passed, run.failed);
        System.exit(run.failed == 0 && run.passed > 0 ? 0 : 1);
    }

    private void gateOnCount() {
        if (expected.size() != Suite.CASES) {
            throw new IllegalStateException(
                    "the table has " + expected.size() + " cases; the suite's core has " + Suite.CASES);
        }
    }

    private void server(String name) throws IOException, InterruptedException {
        try (Program server = new Program(Jvm.command(FLAGS, ServerMain.class, List.of(name)))) {
            int port = Integer.parseInt(server.await("port"));
            judge("server-" + name, port);
        }
    }

    private void judge(String run, int port) throws IOException, InterruptedException {
        try (Program fuzzer = suite.againstServer(run, "ws://127.0.0.1:" + port + PeerServer.ECHO)) {
            follow(run, fuzzer);
        }
        compare(run);
    }

    private void client(String name) throws IOException, InterruptedException {
        String run = "client-" + name;
        int port = Ports.free();
        try (Program fuzzer = suite.againstClient(run, port)) {
            fuzzer.drain();
            Ports.awaitListening(port, START);
            List<String> arguments = List.of(name, "ws://127.0.0.1:" + port, run);
            try (Program client = new Program(Jvm.command(FLAGS, ClientMain.class, arguments))) {
                follow(run, client);
            }
        }
        compare(run);
    }

    private static void follow(String run, Program program) throws IOException, InterruptedException {
        int count = 0;
        for (String line = program.readLine(); line != null; line = program.readLine()) {
            if (line.startsWith("Running test case") && ++count % 50 == 0) {
                System.out.printf("%s: %d of %d%n", run, count, Suite.CASES);
            }
        }
        program.waitFor(LIMIT);
    }

    private void compare(String run) throws IOException {
        Verdicts actual = suite.verdicts(run);
        List<String> deviations = new ArrayList<>(actual.deviationsFrom(expected));
        deviations.forEach(deviation -> System.out.println(run + ": " + deviation));
        passed += expected.size() - deviations.size();
        failed += deviations.size();
    }
}
