package dev.linnet.bench.agents;

import dev.linnet.bench.load.Window;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Many agents: {@code AgentsMain hub|websocket|mqtt PORT AGENTS READINGS-PER-MESSAGE RATE|max|drain WARM-UP-S SECONDS|BACKLOG
 * [TOKENS]}. Prints {@code begin …}, {@code end SENT NANOSECONDS CPU-NANOSECONDS} and {@code acknowledged READINGS}, or {@code
 * drained READINGS NANOSECONDS LONGEST-LIVE-NANOSECONDS}, one line each.
 */
public final class AgentsMain {
    private static final int OPENERS = 3;

    private AgentsMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        @Nullable Map<String, String> tokens = arguments[0].equals("hub") ? tokens(Path.of(arguments[7])) : null;
        Supplier<Wire> wires = switch (arguments[0]) {
            case "hub", "websocket" -> () -> new WebSocketWire(tokens);
            case "mqtt" -> MqttWire::new;
            default -> throw new IllegalArgumentException("no wire is named " + arguments[0]);
        };
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
        int count = Integer.parseInt(arguments[2]);
        List<Agent> agents = open(wires, address, count);
        System.out.println("opened " + count);
        Crowd crowd = new Crowd(agents, Integer.parseInt(arguments[3]));
        if (arguments[4].equals("drain")) {
            crowd.drain(Long.parseLong(arguments[6]));
            return;
        }
        long rate = arguments[4].equals("max") ? Long.MAX_VALUE : Long.parseLong(arguments[4]);
        crowd.run(new Window(seconds(arguments[5]), seconds(arguments[6])), rate);
    }

    /** The name of the device of that number. */
    public static String device(int number) {
        return Agent.name(number);
    }

    /** Several at a time: each waits for its server's answers before its first telemetry. */
    private static List<Agent> open(Supplier<Wire> wires, InetSocketAddress address, int count)
            throws IOException, InterruptedException {
        Wire wire = wires.get();
        Agent[] agents = new Agent[count];
        AtomicReference<IOException> failure = new AtomicReference<>();
        List<Thread> openers = new ArrayList<>();
        for (int first = 0; first < OPENERS; first++) {
            int from = first;
            openers.add(Thread.ofPlatform().start(() -> {
                Wire own = wires.get(); // one thread's
                try {
                    for (int i = from; i < count && failure.get() == null; i += OPENERS) {
                        agents[i] = Agent.open(own, wire, address, Agent.name(i));
                    }
                } catch (IOException e) {
                    failure.set(e);
                }
            }));
        }
        for (Thread opener : openers) {
            opener.join();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return List.of(agents);
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis((long) (1000 * Double.parseDouble(text)));
    }

    /** A file with a device and its token on each line. */
    private static Map<String, String> tokens(Path file) throws IOException {
        Map<String, String> tokens = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            tokens.put(words[0], words[1]);
        }
        return tokens;
    }
}
