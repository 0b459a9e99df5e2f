package dev.linnet.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said on the command line. */
final class Options {
    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "end by itself after N seconds; without this it runs until Ctrl-C")
    long seconds;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "18080",
            description = "the hub's port, 0 for any free one (default: ${DEFAULT-VALUE})")
    int port;

    @Option(
            names = "--mqtt-port",
            paramLabel = "N",
            defaultValue = "18883",
            description = "the demo's broker's port, 0 for any free one (default: ${DEFAULT-VALUE})")
    int mqttPort;

    @Option(
            names = "--mqtt",
            paramLabel = "URL",
            description = "use that broker, such as tcp://192.168.1.2:1883, instead of one of the demo's own")
    @Nullable
    String mqtt;

    @Option(names = "--hub", paramLabel = "FILE", hidden = true, defaultValue = "hub/target/app/bin/linnet-hub")
    Path hub = Path.of("");

    @Option(
            names = "--agent",
            paramLabel = "FILE",
            hidden = true,
            defaultValue = "device-agent/target/app/bin/linnet-agent")
    Path agent = Path.of("");

    @Option(names = "--directory", paramLabel = "DIR", hidden = true, defaultValue = "bench/target/demo")
    Path directory = Path.of("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    boolean help;
}
