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
 * Runs the suite against a server and a client, in plain and over TLS, and compares with the committed table:
 * {@code Conformance TABLE FOLDER SERVER CLIENT WSTEST…}, where a name of {@code -} leaves that side out and the folder holds
 * {@code certificate.pem} and {@code key.pem} for 127.0.0.1. Peers other than Linnet run in plain only. The exit status is 1
 * when anything deviates.
 */
public final class Conformance {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx512m");

    /**
     * So many cases, when they deviate, are tried once more: the suite waits for half a second in which the machine may have
     * had something else to do.
     */
    private static final int TRIED_AGAIN = 3;

    private final Verdicts expected;
    private final TlsTunnel tunnel;
    private final Suite suite;
    private int passed;
    private int failed;

    private Conformance(Verdicts expected, TlsTunnel tunnel, Suite suite) {
        this.expected = expected;
        this.tunnel = tunnel;
        this.suite = suite;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = List.of(arguments);
        Path folder = Path.of(words.get(1)).toAbsolutePath();
        Suite suite = new Suite(words.subList(4, words.size()), folder.resolve("reports"));
        TlsTunnel tunnel = new TlsTunnel(
                folder.resolve("certificate.pem"), folder.resolve("key.pem"), folder.resolve("socat.log"));
        Conformance run = new Conformance(Verdicts.ofTable(Path.of(words.get(0))), tunnel, suite);
        run.gateOnCount();
        run.server(words.get(2));
        run.client(words.get(3));
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
        if (name.equals("-")) {
            return;
        }
        try (Program server = new Program(Jvm.command(FLAGS, ServerMain.class, List.of(name)))) {
            testServer("server-" + name, Integer.parseInt(server.await("port")));
        }
        if (name.equals("linnet")) {
            secureServer("server-" + name + "-tls", name);
        }
    }

    /** The server's own TLS; the tunnel is for the suite, which has none. */
    private void secureServer(String run, String name) throws IOException, InterruptedException {
        List<String> arguments =
                List.of(name, "0", tunnel.certificate().toString(), tunnel.key().toString());
        try (Program server = new Program(Jvm.command(FLAGS, ServerMain.class, arguments))) {
            int secure = Integer.parseInt(server.await("port"));
            int plain = Ports.free();
            try (Program socat = tunnel.toServer(plain, secure)) {
                socat.drain();
                Ports.awaitListening(plain, START);
                testServer(run, plain);
            }
        }
    }

    private void testServer(String run, int port) throws IOException, InterruptedException {
        judge(run, cases -> {
            try (Program fuzzer = suite.againstServer(run, cases, "ws://127.0.0.1:" + port + PeerServer.ECHO)) {
                follow(run, fuzzer);
            }
        });
    }

    private void client(String name) throws IOException, InterruptedException {
        if (name.equals("-")) {
            return;
        }
        String run = "client-" + name;
        judge(run, cases -> testClient(run, cases, name, false));
        if (name.equals("linnet")) {
            String secure = run + "-tls";
            judge(secure, cases -> testClient(secure, cases, name, true));
        }
    }

    private void testClient(String run, List<String> cases, String name, boolean secure)
            throws IOException, InterruptedException {
        int plain = Ports.free();
        int port = secure ? Ports.free() : plain;
        try (Program fuzzer = suite.againstClient(run, cases, plain, port)) {
            fuzzer.drain();
            Ports.awaitListening(plain, START);
            if (secure) {
                try (Program socat = tunnel.toPlain(port, plain)) {
                    socat.drain();
                    Ports.awaitListening(port, START);
                    runClient(
                            run,
                            List.of(
                                    name,
                                    "wss://127.0.0.1:" + port,
                                    run,
                                    tunnel.certificate().toString()));
                }
            } else {
                runClient(run, List.of(name, "ws://127.0.0.1:" + port, run));
            }
        }
    }

    private static void runClient(String run, List<String> arguments) throws IOException, InterruptedException {
        try (Program client = new Program(Jvm.command(FLAGS, ClientMain.class, arguments))) {
            follow(run, client);
        }
    }

    private static void follow(String run, Program program) throws IOException, InterruptedException {
        int count = 0;
        for (String line = program.readLine(); line != null; line = program.readLine()) {
            if (line.startsWith("Running test case") && ++count % 50 == 0) {
                System.out.printf("%s: %d of %d%n", run, count, Suite.CASES);
            }
        }
        int status = program.waitFor(LIMIT);
        if (status != 0) {
            throw new IOException(program + " ended with status " + status);
        }
    }

    /** Has those cases tried; their verdicts are in the suite then. */
    @FunctionalInterface
    private interface Trial {
        void run(List<String> cases) throws IOException, InterruptedException;
    }

    private void judge(String run, Trial trial) throws IOException, InterruptedException {
        trial.run(Suite.CORE);
        Verdicts verdicts = suite.verdicts(run);
        List<String> again = verdicts.casesThatDeviateFrom(expected);
        if (!again.isEmpty() && again.size() <= TRIED_AGAIN) {
            System.out.printf("%s: once more: %s%n", run, verdicts.deviationsFrom(expected));
            trial.run(again);
            verdicts = verdicts.replacedBy(suite.verdicts(run));
        }
        List<String> deviations = new ArrayList<>(verdicts.deviationsFrom(expected));
        deviations.forEach(deviation -> System.out.println(run + ": " + deviation));
        passed += expected.size() - deviations.size();
        failed += deviations.size();
    }
}
