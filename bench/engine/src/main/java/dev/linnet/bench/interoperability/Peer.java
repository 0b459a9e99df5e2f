package dev.linnet.bench.interoperability;

import dev.linnet.bench.process.Jvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another implementation, as two programs.
 *
 * @param client the command that takes a URL and an offer
 * @param server the command that takes an offer
 */
record Peer(String name, List<String> client, List<String> server) {
    private static final int FULL_WINDOW = 15;

    static List<Peer> all(Path scripts, String node, String python) {
        List<String> flags = List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1");
        return List.of(
                new Peer("ws", script(node, scripts, "ws-client.mjs"), script(node, scripts, "ws-server.mjs")),
                new Peer(
                        "websockets",
                        script(python, scripts, "websockets_client.py"),
                        script(python, scripts, "websockets_server.py")),
                new Peer(
                        "jetty",
                        Jvm.command(flags, JettyClientMain.class, List.of()),
                        Jvm.command(flags, JettyServerMain.class, List.of())));
    }

    private static List<String> script(String interpreter, Path scripts, String name) {
        return List.of(interpreter, scripts.resolve(name).toString());
    }

    /**
     * Whether its client can be held to that agreement. Jetty's compresses with context after it has agreed not to, which
     * ws and websockets refuse as well.
     */
    boolean clientKeeps(Offer theirs, Offer ours) {
        return !name.equals("jetty") || !(theirs.clientForgets() || ours.clientForgets());
    }

    /**
     * Whether its server takes that offer. ws answers 400, instead of doing without, when it was told to use a larger window
     * than the client allows.
     */
    boolean serverTakes(Offer theirs, Offer ours) {
        return !name.equals("ws")
                || (isTaken(theirs.serverWindowBits(), ours.serverWindowBits())
                        && isTaken(theirs.clientWindowBits(), ours.clientWindowBits()));
    }

    private static boolean isTaken(int told, int allowed) {
        return told == FULL_WINDOW || told <= allowed;
    }

    List<String> client(String url, Offer offer) {
        List<String> command = new ArrayList<>(client);
        command.addAll(List.of(url, offer.toString()));
        return command;
    }

    List<String> server(Offer offer) {
        List<String> command = new ArrayList<>(server);
        command.add(offer.toString());
        return command;
    }
}
