package dev.linnet.hub.cli;

import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.Credentials;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linnet-hub token}: which devices may connect. */
@Command(
        name = "token",
        description = "Tokens of devices. A running hub notices changes within seconds.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(add | list | revoke)")
final class TokenCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Command(name = "add", description = "Make a device's token and print it, once.", mixinStandardHelpOptions = true)
    int add(
            @Mixin ConfigurationOption configuration,
            @Parameters(paramLabel = "DEVICE", description = "The device's id.") String device,
            @Option(names = "--replace", description = "Take an existing token's place.") boolean replace)
            throws Exception {
        try (AccessStore access = ConfigurationOption.access(configuration.read())) {
            if (!replace
                    && access.deviceTokens().stream()
                            .anyMatch(token -> token.name().equals(device))) {
                throw new UsageException(
                        "device '" + device + "' has a token already; --replace makes a new one and ends its session");
            }
            out().println(new Credentials(access, Clock.systemUTC()).newDeviceToken(device));
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "list", description = "List the devices that have a token.", mixinStandardHelpOptions = true)
    int list(@Mixin ConfigurationOption configuration) throws Exception {
        try (AccessStore access = ConfigurationOption.access(configuration.read())) {
            for (AccessStore.Entry token : access.deviceTokens()) {
                out().printf("%-32s since %s%n", token.name(), token.created());
            }
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "revoke",
            description = "Take a device's token away; its session ends within seconds.",
            mixinStandardHelpOptions = true)
    int revoke(
            @Mixin ConfigurationOption configuration,
            @Parameters(paramLabel = "DEVICE", description = "The device's id.") String device)
            throws Exception {
        try (AccessStore access = ConfigurationOption.access(configuration.read())) {
            if (!access.removeDeviceToken(device)) {
                throw new UsageException("device '" + device + "' has no token");
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
