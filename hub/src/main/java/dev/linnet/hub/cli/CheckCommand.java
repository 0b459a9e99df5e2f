package dev.linnet.hub.cli;

import dev.linnet.hub.config.HubConfiguration;
import dev.linnet.hub.config.ListenAddress;
import dev.linnet.hub.config.TlsConfiguration;
import java.io.PrintWriter;
import java.security.cert.X509Certificate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code linnet-hub check}: reads the configuration and starts nothing. */
@Command(
        name = "check",
        description = "Check the configuration without starting anything.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        HubConfiguration read = configuration.read();
        PrintWriter out = spec.commandLine().getOut();
        out.println("configuration: good");
        out.println("listen:        " + ListenAddress.text(read.listen()));
        out.println("state:         " + read.state());
        out.println("tls:           " + described(read.tls()));
        out.println("mqtt:          "
                + (read.mqtt() == null
                        ? "none"
                        : read.mqtt().url() + ", topics under " + read.mqtt().base() + "/"));
        return CommandLine.ExitCode.OK;
    }

    private static String described(@Nullable TlsConfiguration tls) {
        if (tls == null) {
            return "none";
        }
        X509Certificate own = tls.read().identity().chain().getFirst();
        return own.getSubjectX500Principal() + " until " + own.getNotAfter().toInstant()
                + (tls.clientAuthority() == null ? "" : ", clients by " + tls.clientAuthority());
    }
}
