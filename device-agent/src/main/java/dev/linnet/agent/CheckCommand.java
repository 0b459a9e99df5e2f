package dev.linnet.agent;

import dev.linnet.agent.config.AgentConfiguration;
import dev.linnet.configuration.ConfigurationException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code linnet-agent check}: says what run would do, without doing it. */
@Command(
        name = "check",
        description = {
            "Reads the configuration and every sensor once, and prints what it finds. Actuators are not touched.",
            "Exit status: 0 all is well, 1 a channel gives no value, 2 the configuration is wrong."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path file = Path.of("/etc/linnet/agent.yaml");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        AgentConfiguration configuration;
        try {
            configuration = AgentConfiguration.read(file);
        } catch (ConfigurationException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(e.getMessage());
            err.flush();
            return LinnetAgent.MISCONFIGURED;
        }
        boolean well;
        try (Devices devices = new Devices(configuration)) {
            well = new Inspection(configuration, devices).print(out);
        }
        out.flush();
        return well ? LinnetAgent.OK : LinnetAgent.FAILED;
    }
}
