package dev.linnet.agent.config;

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
 * @param spoolBytes how much memory readings may take while they wait for the hub
 * @param sensors what is read
 * @param actuators what takes commands
 */
public record AgentConfiguration(
        String device,
        HubSettings hub,
        HardwareChoice hardware,
        long spoolBytes,
        List<SensorSettings> sensors,
        List<ActuatorSettings> actuators) {
    /** Which Pi4J providers drivers find. */
    public enum HardwareChoice {
        /** Those on the class path. */
        AUTO,
        /** A board in memory, for machines without GPIO. */
        FAKE
    }

    public AgentConfiguration {
        sensors = List.copyOf(sensors);
        actuators = List.copyOf(actuators);
    }

    /** Reads the file, or throws with every mistake in it. */
    public static AgentConfiguration read(Path file) throws ConfigurationException {
        return Configuration.read(file, AgentReader::bind);
    }

    /** As {@link #read}, for text that is at hand; {@code file} is only named in problems and the base of paths. */
    public static AgentConfiguration parse(Path file, String yaml) throws ConfigurationException {
        return Configuration.parse(file, yaml, AgentReader::bind);
    }
}
