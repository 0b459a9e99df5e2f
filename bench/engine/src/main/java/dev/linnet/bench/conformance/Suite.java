package dev.linnet.bench.conformance;

import dev.linnet.bench.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Autobahn|Testsuite as a program.
 *
 * @param command the words that run {@code wstest}
 * @param reports where each run leaves a folder
 */
record Suite(List<String> command, Path reports) {
    /** How many {@link #CORE} are. */
    static final int CASES = 301;

    /** Sections 1–7, 9 and 10: everything but compression. */
    static final List<String> CORE = List.of("1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "9.*", "10.*");

    /** A client that tests the server at that address, and ends when all is done. */
    Program againstServer(String name, List<String> cases, String url) throws IOException {
        return start(
                "fuzzingclient",
                name,
                cases,
                "\"servers\": [{\"agent\": \"%s\", \"url\": \"%s\", \"options\": {\"version\": 18}}]"
                        .formatted(name, url));
    }

    /** A server on that port that tests the client which connects, to it or to the port that leads to it. */
    Program againstClient(String name, List<String> cases, int port, int externalPort) throws IOException {
        return start(
                "fuzzingserver",
                name,
                cases,
                "\"url\": \"ws://127.0.0.1:%d\", \"externalPort\": %d, \"webport\": 0".formatted(port, externalPort));
    }

    private Program start(String mode, String name, List<String> cases, String peer) throws IOException {
        Path folder = Files.createDirectories(reports.resolve(name));
        Files.deleteIfExists(index(name));
        Path specification = folder.resolve(mode + ".json");
        Files.writeString(specification, """
                {%s, "outdir": "%s", "options": {"failByDrop": false}, "exclude-cases": [], "exclude-agent-cases": {},
                 "cases": ["%s"]}
                """.formatted(peer, folder, String.join("\", \"", cases)));
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("-m", mode, "-s", specification.toString()));
        return new Program(words);
    }

    /** What the run of that name found. */
    Verdicts verdicts(String name) throws IOException {
        return Verdicts.ofReport(index(name));
    }

    private Path index(String name) {
        return reports.resolve(name).resolve("index.json");
    }
}
