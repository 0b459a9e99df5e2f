package dev.linnet.hub.cli;

import dev.linnet.hub.config.StateDirectory;
import dev.linnet.hub.history.HistoryException;
import dev.linnet.hub.history.HistoryQuery;
import dev.linnet.hub.history.HistoryReader;
import dev.linnet.hub.history.Page;
import dev.linnet.hub.history.Point;
import dev.linnet.hub.history.Position;
import dev.linnet.hub.web.Times;
import dev.linnet.protocol.Value;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linnet-hub history}: readings as lines, those that are arranged in pieces too, which {@code sqlite3} cannot show. */
@Command(
        name = "history",
        description = "Print a channel's readings as CSV, the newest first. The hub may run meanwhile.",
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
    /** A device's clock may be a little fast. */
    private static final Duration AHEAD = Duration.ofDays(1);

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Parameters(index = "0", paramLabel = "DEVICE", description = "The device's id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String device;

    @Parameters(index = "1", paramLabel = "CHANNEL", description = "The channel's id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String channel;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "The oldest to print: 2026-01-31T12:00:00Z, or -6h; all there are unless said.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only those before that time.")
    private @Nullable String to;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path file = new StateDirectory(configuration.read().state()).history();
        if (!Files.exists(file)) {
            throw new UsageException("no history at " + file + ": does --config name the hub's configuration?");
        }
        Instant now = Instant.now();
        Instant first = from == null ? Instant.EPOCH : Times.instant(from, now);
        Instant end = to == null ? now.plus(AHEAD) : Times.instant(to, now);
        try (HistoryReader history = new HistoryReader(file)) {
            print(history, first, end);
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(HistoryReader history, Instant first, Instant end) throws HistoryException, UsageException {
        PrintWriter out = spec.commandLine().getOut();
        Position older = null;
        do {
            Optional<Page> found =
                    history.page(new HistoryQuery.Raw(device, channel, first, end, HistoryQuery.MAX_POINTS, older));
            if (found.isEmpty()) {
                throw new UsageException("the history has no channel '" + channel + "' of a device '" + device + "'");
            }
            Page page = found.get();
            for (Point point : page.points().reversed()) {
                out.println(point.time() + "," + field(point.value()));
            }
            older = page.older();
        } while (older != null && !out.checkError());
    }

    /** RFC 4180: text is quoted where a comma, a quote or a line's end would break the line. */
    private static String field(Value value) {
        String text = value.toString();
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
