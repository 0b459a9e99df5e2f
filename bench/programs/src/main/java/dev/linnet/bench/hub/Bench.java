package dev.linnet.bench.hub;

import dev.linnet.bench.figures.Figures;
import dev.linnet.bench.figures.Report;
import dev.linnet.bench.process.Program;
import dev.linnet.bench.process.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Sets programs up, loads them and takes the readings off the instruments.
 *
 * @param hub the program {@code linnet-hub}
 * @param peers the folder with Node-RED
 * @param directory for everybody's files
 * @param warmup seconds before anything counts
 * @param seconds that count
 */
record Bench(Path hub, Path peers, Path directory, Fleet fleet, double warmup, double seconds, Figures figures) {
    static final String NODE_RED = "node-red";
    static final String MOSQUITTO = "mosquitto";

    private static final double MIB = 1 << 20;
    private static final double NATIVE_WARMUP = 3; // nothing is compiled there
    private static final double COMMIT_SECONDS = 1.5; // between two commits, and a bit

    /**
     * What one run of a receiver showed.
     *
     * @param perSecond readings a second that were taken: committed where the receiver acknowledges, else sent
     * @param cpuMicros processor time for a reading, µs
     * @param startMib resident when the window began
     * @param endMib resident when it ended
     * @param diskBytes written for a reading
     */
    record Result(double perSecond, double cpuMicros, double startMib, double endMib, double diskBytes) {}

    /** Agents that send so many readings a second in all, 0 for as many as are taken. */
    record Load(int agents, int perMessage, long rate) {}

    /**
     * How a backlog drained.
     *
     * @param perSecond readings a second, from the first sent to the last acknowledged
     * @param liveMillis the longest that a reading of another agent took meanwhile from being sent to being acknowledged
     */
    record Drained(double perSecond, double liveMillis) {}

    /** Loads a receiver. */
    Result run(String who, Load load) throws IOException, InterruptedException {
        if (who.equals(MOSQUITTO)) {
            try (Receiver receiver = Receiver.mosquitto(directory.resolve(MOSQUITTO), 1)) {
                return run(receiver, "mqtt", load);
            }
        }
        try (Receiver broker = Receiver.mosquitto(directory.resolve("broker"), 0)) {
            if (who.equals(NODE_RED)) {
                try (Receiver receiver = Receiver.nodeRed(peers, directory.resolve(NODE_RED), broker.port())) {
                    return run(receiver, "websocket", load);
                }
            }
            try (Receiver receiver = Receiver.hub(hub, directory.resolve(Report.LINNET), fleet, broker.port())) {
                return run(receiver, "hub", load);
            }
        }
    }

    /** One agent comes back with a backlog while others send a reading a second each. */
    Drained drain(int agents, int backlog, int perMessage) throws IOException, InterruptedException {
        try (Receiver broker = Receiver.mosquitto(directory.resolve("broker"), 0);
                Receiver receiver = Receiver.hub(hub, directory.resolve(Report.LINNET), fleet, broker.port());
                Program crowd = fleet.start(
                        "hub", receiver.port(), agents, perMessage, "drain", 0, Integer.toString(backlog))) {
            double[] drained = numbers(crowd.await("drained"));
            Drained result = new Drained(drained[0] / drained[1] * 1e9, drained[2] / 1e6);
            System.out.printf("  %,.0f/s, live readings within %.0f ms%n", result.perSecond(), result.liveMillis());
            return result;
        }
    }

    private Result run(Receiver receiver, String wire, Load load) throws IOException {
        String rate = load.rate() == 0 ? "max" : Long.toString(load.rate());
        double before = wire.equals("mqtt") ? Math.min(warmup, NATIVE_WARMUP) : warmup;
        try (Program agents = fleet.start(
                wire, receiver.port(), load.agents(), load.perMessage(), rate, before, Double.toString(seconds))) {
            Usage usage = receiver.usage();
            agents.await("begin");
            long cpu = usage.cpuNanos();
            long disk = usage.writtenBytes();
            double startMib = usage.residentBytes() / MIB;
            double[] end = numbers(agents.await("end"));
            double cpuUsed = usage.cpuNanos() - cpu;
            double written = usage.writtenBytes() - disk;
            double endMib = usage.residentBytes() / MIB;
            double acknowledged = Double.parseDouble(agents.await("acknowledged"));
            // One commit is always on its way; more than that, and the hub does not keep up with what is sent.
            boolean keepsUp = !wire.equals("hub") || end[0] - acknowledged < COMMIT_SECONDS * load.rate();
            double taken = keepsUp ? end[0] : acknowledged;
            double perSecond = taken / end[1] * 1e9;
            System.out.printf(
                    "  %,.0f/s, %.2f µs, %.1f MiB, receiver busy %.0f %%, generator busy %.0f %%%n",
                    perSecond, cpuUsed / taken / 1e3, endMib, 100 * cpuUsed / end[1], 100 * end[2] / end[1]);
            return new Result(perSecond, cpuUsed / taken / 1e3, startMib, endMib, written / taken);
        }
    }

    private static double[] numbers(String line) {
        return List.of(line.split(" ", -1)).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
