package dev.linnet.faults;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said on the command line. */
final class Options {
    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "1.5",
            description = "how long things fail; the end takes half a minute more (default: ${DEFAULT-VALUE})")
    double minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "draws the schedule; the same seed draws the same one (default: drawn too)")
    @Nullable
    Long seed;

    @Option(names = "--hub", paramLabel = "FILE", hidden = true, defaultValue = "hub/target/app/bin/linnet-hub")
    Path hub = Path.of("");

    @Option(
            names = "--agent",
            paramLabel = "FILE",
            hidden = true,
            defaultValue = "device-agent/target/app/bin/linnet-agent")
    Path agent = Path.of("");

    @Option(names = "--directory", paramLabel = "DIR", hidden = true, defaultValue = "bench/target/faults")
    Path directory = Path.of("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    boolean help;

    Duration length() {
        return Duration.ofMillis((long) (minutes * 60_000));
    }
}
