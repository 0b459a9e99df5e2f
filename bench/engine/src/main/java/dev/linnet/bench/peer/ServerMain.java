package dev.linnet.bench.peer;

import com.sun.management.ThreadMXBean;
import dev.linnet.websocket.tls.ServerTls;
import dev.linnet.websocket.tls.TlsIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Runs one peer's server in a process of its own: {@code ServerMain NAME [PORT [CERTIFICATE KEY]]}, with TLS if a
 * certificate is given. Prints {@code port N} when it accepts
 * connections, answers {@code heap} and {@code allocated} on standard input with a number of bytes, and ends with it.
 */
public final class ServerMain {
    private ServerMain() {}

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println(
                "port " + PeerServer.start(arguments[0], port, tls(arguments)).port());
        answer(commands);
        System.exit(0); // the servers' threads would go on
    }

    private static @Nullable ServerTls tls(String[] arguments) throws IOException {
        return arguments.length < 4
                ? null
                : ServerTls.of(TlsIdentity.load(Path.of(arguments[2]), Path.of(arguments[3])));
    }

    private static void answer(BufferedReader commands) throws IOException {
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            System.out.println(answer(command));
        }
    }

    private static @Nullable Long answer(String command) {
        return switch (command) {
            case "heap" -> usedHeap();
            case "allocated" -> ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
            default -> null;
        };
    }

    private static long usedHeap() {
        System.gc();
        System.gc(); // what the first one made unreachable through references
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
