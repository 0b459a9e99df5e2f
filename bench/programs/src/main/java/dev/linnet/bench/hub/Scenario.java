package dev.linnet.bench.hub;

import static dev.linnet.bench.figures.Report.LINNET;
import static dev.linnet.bench.hub.Bench.MOSQUITTO;
import static dev.linnet.bench.hub.Bench.NODE_RED;

import dev.linnet.bench.figures.Figures;
import dev.linnet.bench.hub.Bench.Drained;
import dev.linnet.bench.hub.Bench.Load;
import dev.linnet.bench.hub.Bench.Result;
import java.io.IOException;

/** One thing that is measured, in fresh processes each time. */
enum Scenario {
    COMMITTED("committed"),
    OVERLOAD("overload"),
    AGENTS("agents"),
    PEERS_10K("10k"),
    PEERS_40K("40k"),
    PEERS_CROWD("crowd"),
    DRAIN("drain");

    private static final int USUAL_AGENTS = 100;
    private static final int TEN_THOUSAND = 10_000;
    private static final int FORTY_THOUSAND = 40_000;
    private static final int ONE_DAY_AT_TEN_A_SECOND = 864_000;
    private static final int MOST_PER_MESSAGE = 500;

    private final String label;

    Scenario(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    void run(Bench bench) throws IOException, InterruptedException {
        Figures figures = bench.figures();
        switch (this) {
            case COMMITTED -> {
                Result result = bench.run(LINNET, new Load(USUAL_AGENTS, 1, 0));
                figures.add("committed.per.second.core", LINNET, result.perSecond());
                figures.add("committed.cpu.us.per.reading", LINNET, result.cpuMicros());
                figures.add("committed.disk.bytes.per.reading", LINNET, result.diskBytes());
            }
            case OVERLOAD -> overload(bench, figures);
            case AGENTS -> agents(bench, figures);
            case PEERS_10K -> {
                Result own = compare(bench, figures, "10k", new Load(USUAL_AGENTS, 1, TEN_THOUSAND));
                figures.add("disk.bytes.per.reading", LINNET, own.diskBytes());
            }
            case PEERS_40K -> compare(bench, figures, "40k", new Load(USUAL_AGENTS, 1, FORTY_THOUSAND));
            case PEERS_CROWD -> compare(bench, figures, "crowd", new Load(TEN_THOUSAND, 1, TEN_THOUSAND));
            case DRAIN -> {
                Drained drained = bench.drain(USUAL_AGENTS, ONE_DAY_AT_TEN_A_SECOND, MOST_PER_MESSAGE);
                figures.add("drain.readings.per.second", LINNET, drained.perSecond());
                figures.add("drain.day.seconds", LINNET, ONE_DAY_AT_TEN_A_SECOND / drained.perSecond());
                figures.add("drain.live.ms", LINNET, drained.liveMillis());
            }
        }
    }

    /** Twice of what the last run of "committed" took, or of the aim. */
    private static void overload(Bench bench, Figures figures) throws IOException, InterruptedException {
        Figures.Summary capacity = figures.of("committed.per.second.core").get(LINNET);
        long offered = 2 * (capacity == null ? 50_000 : (long) capacity.median());
        Result result = bench.run(LINNET, new Load(USUAL_AGENTS, 1, offered));
        figures.add("overload.offered.per.second", LINNET, (double) offered);
        figures.add("overload.committed.per.second", LINNET, result.perSecond());
        figures.add("overload.rss.before.mib", LINNET, result.startMib());
        figures.add("overload.rss.mib", LINNET, result.endMib());
        figures.add("overload.growth.mib", LINNET, result.endMib() - result.startMib());
    }

    /** The same total rate from few and many; and what each agent costs that sends one reading a second. */
    private static void agents(Bench bench, Figures figures) throws IOException, InterruptedException {
        for (int count : new int[] {10, 1000, TEN_THOUSAND}) {
            Result result = bench.run(LINNET, new Load(count, 1, TEN_THOUSAND));
            figures.add("cpu.us.per.reading." + count, LINNET, result.cpuMicros());
            if (count == TEN_THOUSAND) {
                figures.add("rss.10000.agents.mib", LINNET, result.endMib());
            }
        }
        for (int count : new int[] {100, 1000}) {
            figures.add(
                    "rss." + count + ".agents.mib",
                    LINNET,
                    bench.run(LINNET, new Load(count, 1, count)).endMib());
        }
    }

    private static Result compare(Bench bench, Figures figures, String name, Load load)
            throws IOException, InterruptedException {
        Result own = measure(bench, figures, name, LINNET, load);
        for (String peer : new String[] {NODE_RED, MOSQUITTO}) {
            Result other = measure(bench, figures, name, peer, load);
            figures.add("cpu.vs." + peer + "." + name, LINNET, own.cpuMicros() / other.cpuMicros());
        }
        return own;
    }

    private static Result measure(Bench bench, Figures figures, String name, String who, Load load)
            throws IOException, InterruptedException {
        Result result = bench.run(who, load);
        figures.add("cpu.us.per.reading." + name, who, result.cpuMicros());
        figures.add("rss.at." + name + ".mib", who, result.endMib());
        figures.add("taken.per.second." + name, who, result.perSecond());
        return result;
    }
}
