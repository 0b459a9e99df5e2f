package dev.linnet.hub.cli;

import dev.linnet.configuration.ConfigurationException;
import dev.linnet.hub.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code linnet-hub}: exit status 0 when done, 1 when it failed, 2 when the command line or the configuration is wrong. */
@Command(
        name = "linnet-hub",
        description = "A telemetry hub: keeps what devices measure, shows it, and commands them.",
        mixinStandardHelpOptions = true,
        versionProvider = LinnetHub.Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            TokenCommand.class,
            ApiTokenCommand.class,
            HistoryCommand.class,
            LoginCommands.Link.class,
            LoginCommands.Logout.class
        })
public final class LinnetHub {
    private LinnetHub() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new LinnetHub()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(line.getColorScheme().errorText(String.valueOf(failure.getMessage())));
            return failure instanceof ConfigurationException
                            || failure instanceof UsageException
                            || failure instanceof IllegalArgumentException
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        });
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"linnet-hub " + Version.current()};
        }
    }
}
