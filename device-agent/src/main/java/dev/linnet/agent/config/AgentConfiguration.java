package dev.linnet.agent.config;

import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.configuration.Configuration;
import dev.linnet.configuration.ConfigurationException;
import java.nio.file.Path;
import java.util.List;

/**
 * All that {@code agent.yaml} says.
 *
 * @param device the device's id
 * @param hub where the readings go
 * @param hardware which Pi4J providers to use
 * @param spool where readings wait for the hub
 * @param sensors what is read
 * @param actuators what takes commands
 */
public record AgentConfiguration(
        String device,
        HubSettings hub,
        HardwareChoice hardware,
        SpoolSettings spool,
        List<SensorSettings> sensors,
        List<ActuatorSettings> actuators) {
    /** Which Pi4J providers drivers find. */
    public enum HardwareChoice {
        /** Linnet's own, or one on the class path that thinks more of itself: Pi4J takes that of the highest priority. */
        AUTO,
        /** Linnet's own for Linux's character devices, whatever else is on the class path. */
        LINUX,
        /** Those that somebody put on the class path, and never Linnet's own. */
        PI4J,
        /** A board in memory, for machines without GPIO. */
        FAKE
    }

    public AgentConfiguration {
        sensors = List.copyOf(sensors);
        actuators = List.copyOf(actuators);
    }

    /** Reads the file, or throws with every mistake in it. */
    public static AgentConfiguration read(Path file) throws ConfigurationException {
        return Configuration.read(file, top -> AgentReader.bind(top, file));
    }

    /** As {@link #read}, for text that is at hand; {@code file} is only named in problems and the base of paths. */
    public static AgentConfiguration parse(Path file, String yaml) throws ConfigurationException {
        return Configuration.parse(file, yaml, top -> AgentReader.bind(top, file));
    }
}
