package dev.linnet.hub.cli;

import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.Credentials;
import dev.linnet.hub.config.HubConfiguration;
import dev.linnet.hub.config.LoginLink;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How people get in and are put out. */
final class LoginCommands {
    private LoginCommands() {}

    /** {@code linnet-hub login-link}. */
    @Command(
            name = "login-link",
            description = "Print a link that logs one browser in, once, within ten minutes.",
            mixinStandardHelpOptions = true)
    static final class Link implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private ConfigurationOption configuration;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            HubConfiguration read = configuration.read();
            try (AccessStore access = ConfigurationOption.access(read)) {
                String code = new Credentials(access, Clock.systemUTC()).newLoginCode();
                spec.commandLine().getOut().println(LoginLink.of(read, read.listen(), code));
            }
            return CommandLine.ExitCode.OK;
        }
    }

    /** {@code linnet-hub logout}. */
    @Command(name = "logout", description = "Log every browser out.", mixinStandardHelpOptions = true)
    static final class Logout implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private ConfigurationOption configuration;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            try (AccessStore access = ConfigurationOption.access(configuration.read())) {
                out.println("browsers logged out: " + access.removeSessions());
            }
            return CommandLine.ExitCode.OK;
        }
    }
}
