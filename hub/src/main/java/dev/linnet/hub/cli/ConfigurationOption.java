package dev.linnet.hub.cli;

import dev.linnet.configuration.ConfigurationException;
import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.config.HubConfiguration;
import dev.linnet.hub.config.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, which every command has. */
final class ConfigurationOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The hub's configuration; /etc/linnet/hub.yaml, or the defaults when that is not there.")
    @Nullable
    Path file;

    HubConfiguration read() throws ConfigurationException {
        if (file != null) {
            return HubConfiguration.read(file);
        }
        return Files.exists(HubConfiguration.DEFAULT_FILE)
                ? HubConfiguration.read(HubConfiguration.DEFAULT_FILE)
                : HubConfiguration.at(HubConfiguration.DEFAULT_STATE);
    }

    /** The file of who may come in, which a running hub uses at the same time. */
    static AccessStore access(HubConfiguration configuration) throws IOException {
        StateDirectory state = new StateDirectory(configuration.state());
        state.prepare();
        return new AccessStore(state.access());
    }
}
