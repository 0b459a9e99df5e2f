package dev.linnet.bench.herd;

import static dev.linnet.bench.figures.Report.LINNET;

import dev.linnet.bench.figures.Figures;
import dev.linnet.bench.figures.Report;
import dev.linnet.bench.process.Jvm;
import dev.linnet.bench.process.Program;
import dev.linnet.hub.Hub;
import dev.linnet.hub.access.Permission;
import dev.linnet.hub.config.HubConfiguration;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code HerdBenchmark JSON FOLDER AGENTS}: a hub with its defaults, so many agents that come back at once, somebody at a
 * dashboard.
 */
public final class HerdBenchmark {
    private HerdBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]).toAbsolutePath();
        int agents = Integer.parseInt(arguments[2]);
        Figures figures = new Figures();
        HubConfiguration configuration = HubConfiguration.at(folder.resolve("state"))
                .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (Hub hub = new Hub(configuration)) {
            hub.start();
            Path tokens = folder.resolve("tokens");
            Files.write(tokens, tokens(hub, agents));
            String api = hub.credentials().newApiToken("visitor", Permission.READ);
            hub.refresh();
            Visitor visitor = new Visitor(hub.address(), device(0), api);
            String[] back;
            try (Program herd = new Program(Jvm.command(
                    List.of("-XX:+UseSerialGC", "-Xmx256m"),
                    HerdMain.class,
                    List.of(Integer.toString(hub.address().getPort()), tokens.toString())))) {
                back = herd.await("herd").split(" ", -1);
            }
            visitor.leave();
            System.out.printf(
                    "%s of %d agents welcomed, half of them within %s ms, all within %s ms, after %s refusals%n",
                    back[0], agents, back[2], back[3], back[1]);
            figures.add("herd.admitted", LINNET, Integer.parseInt(back[0]));
            figures.add("herd.seconds", LINNET, Long.parseLong(back[3]) / 1e3);
            figures.add("herd.dashboard.worst.ms", LINNET, visitor.within(1).toNanos() / 1e6);
            figures.add("herd.dashboard.failures", LINNET, visitor.failures());
            System.out.printf(
                    "a dashboard's request meanwhile: half within %.1f ms, 99 %% within %.1f ms, the longest %.1f ms, %d failed%n",
                    visitor.within(0.5).toNanos() / 1e6,
                    visitor.within(0.99).toNanos() / 1e6,
                    visitor.within(1).toNanos() / 1e6,
                    visitor.failures());
        }
        new Report(figures).write(Path.of(arguments[0]));
    }

    static String device(int number) {
        return "agent-" + number;
    }

    /** A line for each device. */
    static List<String> tokens(Hub hub, int agents) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            lines.add(device(i) + " " + hub.credentials().newDeviceToken(device(i)));
        }
        return lines;
    }
}
