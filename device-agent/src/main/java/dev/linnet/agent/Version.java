package dev.linnet.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote beside the classes. */
final class Version {
    private Version() {}

    static String number() {
        try (InputStream in = Version.class.getResourceAsStream("/linnet-agent-version.properties")) {
            if (in == null) {
                throw new IllegalStateException("linnet-agent-version.properties is missing from the program");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
