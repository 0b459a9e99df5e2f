package dev.linnet.bench.conformance;

import dev.linnet.bench.peer.PeerClient;
import java.net.URI;
import java.nio.file.Path;

/** Takes one client through all cases of a fuzzing server: {@code ClientMain NAME ws://HOST:PORT AGENT [PEM]},
 * where the PEM file says whom to trust under {@code wss://}. */
public final class ClientMain {
    private ClientMain() {}

    public static void main(String[] arguments) throws Exception {
        PeerClient client = PeerClient.named(arguments[0], arguments.length > 3 ? Path.of(arguments[3]) : null);
        String server = arguments[1];
        String agent = arguments[2];
        int cases = Integer.parseInt(client.converse(URI.create(server + "/getCaseCount"), false));
        for (int i = 1; i <= cases; i++) {
            System.out.println("Running test case " + i);
            client.converse(URI.create(server + "/runCase?case=" + i + "&agent=" + agent), true);
        }
        client.converse(URI.create(server + "/updateReports?agent=" + agent), false);
        System.exit(0); // some clients leave threads behind
    }
}
