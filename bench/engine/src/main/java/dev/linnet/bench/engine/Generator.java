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

    /** How long each run warms up and counts, in seconds. */
    record Duration(double warmup, double measured) {}

    static Program start(String load, int port, int connections, Duration duration) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
        command.addAll(Jvm.command(
                FLAGS,
                LoadMain.class,
                List.of(
                        load,
                        Integer.toString(port),
                        Integer.toString(connections),
                        Double.toString(duration.warmup()),
                        Double.toString(duration.measured()))));
        return new Program(command);
    }
}
