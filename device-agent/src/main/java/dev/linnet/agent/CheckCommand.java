package dev.linnet.agent;

import dev.linnet.agent.config.AgentConfiguration;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    @Mixin
    private ConfigurationFile file = new ConfigurationFile();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        ConfigurationFile.Loaded loaded = file.load();
        if (loaded == null) {
            return LinnetAgent.MISCONFIGURED;
        }
        AgentConfiguration configuration = loaded.configuration();
        PrintWriter out = spec.commandLine().getOut();
        boolean well;
        try (Devices devices = new Devices(configuration)) {
            well = new Inspection(configuration, devices).print(out);
        }
        out.flush();
        return well ? LinnetAgent.OK : LinnetAgent.FAILED;
    }
}
