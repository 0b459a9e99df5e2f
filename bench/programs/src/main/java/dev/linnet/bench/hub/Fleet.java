package dev.linnet.bench.hub;

import dev.linnet.bench.agents.AgentsMain;
import dev.linnet.bench.process.Jvm;
import dev.linnet.bench.process.Program;
import dev.linnet.hub.access.AccessException;
import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The simulated agents, on the first core, and their tokens, which take a while to make and so are kept. */
final class Fleet {
    static final int LARGEST = 10_000;

    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:+UseCompactObjectHeaders", "-XX:AutoBoxCacheMax=20000");

    private final Path access;
    private final Path tokens;

    /** @param directory keeps the tokens from run to run */
    Fleet(Path directory) throws IOException, AccessException {
        access = directory.resolve("access.db");
        tokens = directory.resolve("tokens");
        if (!Files.exists(tokens)) {
            Files.createDirectories(directory);
            Files.deleteIfExists(access);
            makeTokens();
        }
    }

    /** Lets every agent into the hub of that state folder. */
    void admitTo(Path state) throws IOException {
        Files.copy(access, state.resolve("access.db"));
    }

    /**
     * Starts agents.
     *
     * @param wire what they speak: {@code hub}, {@code websocket} or {@code mqtt}
     * @param rate readings a second in all, {@code max}, or {@code drain}
     * @param amount seconds that count, or readings to drain
     */
    Program start(String wire, int port, int agents, int perMessage, String rate, double warmup, String amount)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
        command.addAll(Jvm.command(
                FLAGS,
                AgentsMain.class,
                List.of(
                        wire,
                        Integer.toString(port),
                        Integer.toString(agents),
                        Integer.toString(perMessage),
                        rate,
                        Double.toString(warmup),
                        amount,
                        tokens.toString())));
        return new Program(command);
    }

    private void makeTokens() throws IOException, AccessException {
        StringBuilder lines = new StringBuilder();
        try (AccessStore store = new AccessStore(access)) {
            Credentials credentials = new Credentials(store, Clock.systemUTC());
            for (int i = 0; i < LARGEST; i++) {
                String device = AgentsMain.device(i);
                lines.append(device)
                        .append(' ')
                        .append(credentials.newDeviceToken(device))
                        .append('\n');
            }
        }
        Files.writeString(tokens, lines); // last: what is there is whole
    }
}
