package dev.linnet.bench.engine;

import dev.linnet.bench.load.LoadMain;
import dev.linnet.bench.process.Jvm;
import dev.linnet.bench.process.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The load generator on the first core. */
final class Generator {
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:+UseCompactObjectHeaders");

    private Generator() {}

    /**
     * How to load.
     *
     * @param warmup seconds before anything counts
     * @param measured seconds that count
     * @param tls files with the server's certificate and key; none for plain connections
     */
    record Plan(double warmup, double measured, List<String> tls) {
        Plan plain() {
            return new Plan(warmup, measured, List.of());
        }
    }

    static Program start(String load, int port, int connections, Plan plan) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
        List<String> arguments = new ArrayList<>(List.of(
                load,
                Integer.toString(port),
                Integer.toString(connections),
                Double.toString(plan.warmup()),
                Double.toString(plan.measured())));
        plan.tls().stream().limit(1).forEach(arguments::add);
        command.addAll(Jvm.command(FLAGS, LoadMain.class, arguments));
        return new Program(command);
    }
}
