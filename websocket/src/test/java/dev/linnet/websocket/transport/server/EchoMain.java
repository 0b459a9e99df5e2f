package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.ServerCounter;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** An echo server in a process of its own: prints its port, and for each line that comes how often accepting has failed. */
final class EchoMain {
    private EchoMain() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Endpoint endpoint = new Endpoint()) {
            System.out.println(endpoint.address.getPort());
            while (commands.readLine() != null) {
                System.out.println(endpoint.count(ServerCounter.ACCEPT_FAILURES));
            }
        }
    }
}
