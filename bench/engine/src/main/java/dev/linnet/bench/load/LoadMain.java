package dev.linnet.bench.load;

import dev.linnet.bench.peer.PeerServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts one kind of load on one server: {@code LoadMain echo|ingest|rate|idle PORT CONNECTIONS WARM-UP-S SECONDS [PEM]}, over
 * TLS where a PEM file says which certificate to trust. Prints
 * {@code begin …}, {@code end MESSAGES NANOSECONDS CPU-NANOSECONDS} and what else there is, one line each.
 */
public final class LoadMain {
    private static final int ECHO_BYTES = 40;
    private static final int INGEST_BYTES = 60;
    private static final int INGEST_BLOCK = 992; // messages in a block of almost 64 KiB; the last one is answered
    private static final int INGEST_DEPTH = 2;
    private static final int RATE = 20_000;
    private static final int MASK = 0x3A7F_51C9;

    private LoadMain() {}

    public static void main(String[] arguments) throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
        Target target = Target.of(address, arguments.length > 5 ? Path.of(arguments[5]) : null);
        int connections = Integer.parseInt(arguments[2]);
        Duration warmup = Duration.ofMillis((long) (1000 * Double.parseDouble(arguments[3])));
        Duration measured = Duration.ofMillis((long) (1000 * Double.parseDouble(arguments[4])));
        switch (arguments[0]) {
            case "echo" -> {
                List<Connection> opened = echoing(target, connections);
                new Echo(new Window(warmup, measured), 1).run(opened, 1);
            }
            case "ingest" -> {
                ByteBuffer block = ClientFrames.block(INGEST_BLOCK, INGEST_BYTES, (char) PeerServer.MARK, MASK);
                List<Connection> opened = open(target, connections, PeerServer.SINK, block, INGEST_BYTES);
                new Echo(new Window(warmup, measured), INGEST_BLOCK).run(opened, INGEST_DEPTH);
            }
            case "rate" -> {
                List<Connection> opened = echoing(target, connections);
                new Rate(new Window(warmup, measured), RATE).run(opened);
            }
            case "idle" -> {
                int opened = echoing(target, connections).size();
                System.out.println("opened " + opened);
                System.in.read(); // until our caller has measured
            }
            default -> throw new IllegalArgumentException("no load is named " + arguments[0]);
        }
    }

    private static List<Connection> echoing(Target target, int connections) throws IOException {
        ByteBuffer frame = ClientFrames.block(1, ECHO_BYTES, '{', MASK);
        return open(target, connections, PeerServer.ECHO, frame, ECHO_BYTES);
    }

    private static List<Connection> open(
            Target target, int connections, String path, ByteBuffer block, int answerPayloadBytes) throws IOException {
        List<Connection> opened = new ArrayList<>(connections);
        for (int i = 0; i < connections; i++) {
            opened.add(Connection.open(target, path, block, answerPayloadBytes));
        }
        return opened;
    }
}
