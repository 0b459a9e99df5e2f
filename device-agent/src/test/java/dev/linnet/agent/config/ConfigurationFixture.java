package dev.linnet.agent.config;

import dev.linnet.configuration.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parses configurations whose token file exists. */
record ConfigurationFixture(Path folder) {
    static final String TOP = """
            device: kitchen
            hub: { url: "ws://hub:8080/agent", token-file: token }
            """;

    ConfigurationFixture {
        try {
            Files.writeString(folder.resolve("token"), "secret");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AgentConfiguration parse(String yaml) throws ConfigurationException {
        return AgentConfiguration.parse(folder.resolve("agent.yaml"), yaml);
    }

    /** The problems, one a line, without the folder's name. */
    String problems(String yaml) {
        try {
            AgentConfiguration read = parse(yaml);
            throw new AssertionError("this is taken for right: " + read);
        } catch (ConfigurationException e) {
            return String.valueOf(e.getMessage()).replace(folder + "/", "");
        }
    }
}
