package dev.linnet.bench.interoperability;

import dev.linnet.bench.process.Program;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.Compression;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every peer's client against our server and our client against every peer's server, with all offers of both ends:
 * {@code Interoperability SCRIPTS NODE PYTHON [PEER]}. The exit status is 1 when any message did not come back as it was.
 */
public final class Interoperability {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private int passed;
    private int failed;

    private Interoperability() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Interoperability run = new Interoperability();
        for (Peer peer : Peer.all(Path.of(arguments[0]), arguments[1], arguments[2])) {
            if (arguments.length < 4 || peer.name().equals(arguments[3])) {
                run.clientOf(peer);
                run.serverOf(peer);
            }
        }
        System.out.printf("interoperability: %d passed, %d failed%n", run.passed, run.failed);
        System.exit(run.failed == 0 && run.passed > 0 ? 0 : 1);
    }

    private void clientOf(Peer peer) throws IOException, InterruptedException {
        int before = passed + failed;
        for (Offer ours : Offer.all()) {
            try (WebSocketServer server = echo(ours.asServer())) {
                String url = "ws://127.0.0.1:" + server.start().getPort() + "/";
                for (Offer theirs : Offer.all()) {
                    if (peer.clientKeeps(theirs, ours)) {
                        judge(
                                peer.name() + " " + theirs + " → " + ours,
                                converse(peer.client(url, theirs), ours, theirs));
                    }
                }
            }
        }
        System.out.println(peer.name() + "'s client: " + (passed + failed - before) + " agreements");
    }

    private void serverOf(Peer peer) throws IOException, InterruptedException {
        int before = passed + failed;
        for (Offer theirs : Offer.all()) {
            try (Program server = new Program(peer.server(theirs))) {
                URI url = URI.create("ws://127.0.0.1:" + server.await("port") + "/");
                server.drain();
                for (Offer ours : Offer.all()) {
                    if (peer.serverTakes(theirs, ours)) {
                        judge(ours + " → " + peer.name() + " " + theirs, talk(url, ours.asClient()));
                    }
                }
            }
        }
        System.out.println(peer.name() + "'s server: " + (passed + failed - before) + " agreements");
    }

    private static String talk(URI url, @Nullable Compression compression) throws InterruptedException {
        try {
            return Conversation.with(url, compression);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Runs a peer's client; why it failed, or the empty string. */
    private static String converse(List<String> command, Offer ours, Offer theirs)
            throws IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        try (Program client = new Program(command)) {
            String last = "";
            for (String line = client.readLine(); line != null; line = client.readLine()) {
                said.append(line).append("; ");
                last = line;
            }
            boolean compressed = last.contains("permessage-deflate");
            boolean expected = !ours.equals(Offer.NONE) && !theirs.equals(Offer.NONE);
            if (client.waitFor(LIMIT) == 0 && compressed == expected) {
                return "";
            }
        }
        return said.toString();
    }

    private void judge(String what, String problem) {
        if (problem.isEmpty()) {
            passed++;
        } else {
            failed++;
            System.out.println(what + ": " + problem);
        }
    }

    private static WebSocketServer echo(@Nullable Compression compression) {
        ServerOptions.Builder options =
                ServerOptions.builder().maxMessageBytes(4 << 20).maxOutboundBytes(256 << 20);
        if (compression != null) {
            options.compression(compression);
        }
        return new WebSocketServer(
                options.build(),
                request -> new Upgrade.Accept(new Echo(), ""),
                exchange -> exchange.respond(HttpResponse.of(404)));
    }

    private static final class Echo implements WebSocketListener {
        @Override
        public void onText(WebSocket socket, ByteBuffer utf8) {
            socket.sendText(utf8);
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer payload) {
            socket.sendBinary(payload);
        }

        @Override
        public void onClose(WebSocket socket, CloseStatus status) {}
    }
}
