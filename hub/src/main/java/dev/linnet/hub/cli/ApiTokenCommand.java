package dev.linnet.hub.cli;

import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.Credentials;
import dev.linnet.hub.access.Permission;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linnet-hub api-token}: which programs may use the API. */
@Command(
        name = "api-token",
        description = "Tokens of programs that use the API. A running hub notices changes within seconds.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(add | list | revoke)")
final class ApiTokenCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Command(name = "add", description = "Make a program's token and print it, once.", mixinStandardHelpOptions = true)
    int add(
            @Mixin ConfigurationOption configuration,
            @Parameters(paramLabel = "NAME", description = "The program's name.") String name,
            @Option(names = "--read-only", description = "It may not send commands.") boolean readOnly)
            throws Exception {
        try (AccessStore access = ConfigurationOption.access(configuration.read())) {
            if (access.apiTokens().stream().anyMatch(token -> token.name().equals(name))) {
                throw new UsageException("there is an API token '" + name + "' already; revoke it first");
            }
            Permission permission = readOnly ? Permission.READ : Permission.CONTROL;
            out().println(new Credentials(access, Clock.systemUTC()).newApiToken(name, permission));
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "list", description = "List the API tokens.", mixinStandardHelpOptions = true)
    int list(@Mixin ConfigurationOption configuration) throws Exception {
        try (AccessStore access = ConfigurationOption.access(configuration.read())) {
            for (AccessStore.Entry token : access.apiTokens()) {
                String permission = String.valueOf(token.permission()).toLowerCase(Locale.ROOT);
                out().printf("%-32s %-8s since %s%n", token.name(), permission, token.created());
            }
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "revoke", description = "Take a program's token away.", mixinStandardHelpOptions = true)
    int revoke(
            @Mixin ConfigurationOption configuration,
            @Parameters(paramLabel = "NAME", description = "The program's name.") String name)
            throws Exception {
        try (AccessStore access = ConfigurationOption.access(configuration.read())) {
            if (!access.removeApiToken(name)) {
                throw new UsageException("there is no API token '" + name + "'");
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
