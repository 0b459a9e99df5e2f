package dev.linnet.agent;

import dev.linnet.agent.config.AgentConfiguration;
import dev.linnet.configuration.ConfigurationException;
import dev.linnet.websocket.WebSocketClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --config}, and what it leads to. */
final class ConfigurationFile {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path path;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command; // null without a command line parser

    /** The usual one, unless the command line names another. */
    ConfigurationFile() {
        this(Path.of("/etc/linnet/agent.yaml"));
    }

    ConfigurationFile(Path path) {
        this.path = path;
    }

    /** What a right file gives. */
    record Loaded(AgentConfiguration configuration, WebSocketClient client) {}

    /** Null when it is wrong; standard error then says where and why. */
    @Nullable
    Loaded load() {
        try {
            AgentConfiguration configuration = AgentConfiguration.read(path);
            return new Loaded(configuration, HubClient.of(configuration.hub()));
        } catch (ConfigurationException | IOException e) {
            PrintWriter err = command == null
                    ? new PrintWriter(System.err, false, StandardCharsets.UTF_8)
                    : command.commandLine().getErr();
            err.println(e.getMessage());
            err.flush();
            return null;
        }
    }
}
