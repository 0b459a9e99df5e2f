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

/**
 * Many agents: {@code AgentsMain hub|websocket|mqtt PORT AGENTS READINGS-PER-MESSAGE RATE|max|drain WARM-UP-S SECONDS|BACKLOG
 * [TOKENS]}. Prints {@code begin …}, {@code end SENT NANOSECONDS CPU-NANOSECONDS} and {@code acknowledged READINGS}, or {@code
 * drained READINGS NANOSECONDS}, one line each.
 */
public final class AgentsMain {
    private AgentsMain() {}

    public static void main(String[] arguments) throws IOException {
        Wire wire = switch (arguments[0]) {
            case "hub" -> new WebSocketWire(tokens(Path.of(arguments[7])));
            case "websocket" -> new WebSocketWire(null);
            case "mqtt" -> new MqttWire();
            default -> throw new IllegalArgumentException("no wire is named " + arguments[0]);
        };
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
        int count = Integer.parseInt(arguments[2]);
        List<Agent> agents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            agents.add(Agent.open(wire, address, Agent.name(i)));
        }
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
