package dev.linnet.agent;

import dev.linnet.agent.config.ActuatorSettings;
import dev.linnet.agent.config.AgentConfiguration;
import dev.linnet.agent.config.SensorSettings;
import dev.linnet.agent.sampling.Wire;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The devices that the configuration names, wired and not yet open. */
final class Devices implements AutoCloseable {
    private final Hardware hardware;
    private final Map<SensorSettings, Sensor> sensors = new LinkedHashMap<>();
    private final Map<ActuatorSettings, Actuator> actuators = new LinkedHashMap<>();

    Devices(AgentConfiguration configuration) {
        this(configuration, hardware(configuration));
    }

    Devices(AgentConfiguration configuration, Hardware hardware) {
        this.hardware = hardware;
        for (SensorSettings settings : configuration.sensors()) {
            sensors.put(settings, settings.driver().create(hardware, settings.options()));
        }
        for (ActuatorSettings settings : configuration.actuators()) {
            actuators.put(settings, settings.driver().create(hardware, settings.options()));
        }
    }

    private static Hardware hardware(AgentConfiguration configuration) {
        return new Hardware(
                Path.of("/"),
                configuration.spool().directory().resolveSibling("totals"),
                new Random(),
                () -> Pi4jContexts.start(configuration.hardware()));
    }

    Map<SensorSettings, Sensor> sensors() {
        return sensors;
    }

    Map<ActuatorSettings, Actuator> actuators() {
        return actuators;
    }

    Hardware hardware() {
        return hardware;
    }

    /** Every channel, as the hub is told of it. */
    List<ChannelDescription> channels() {
        List<ChannelDescription> channels = new ArrayList<>();
        sensors.forEach((settings, sensor) -> {
            for (ChannelSpec spec : sensor.channels()) {
                channels.add(Wire.description(spec.idWithin(settings.id()), ChannelDescription.Kind.SENSOR, spec));
            }
        });
        actuators.forEach((settings, actuator) ->
                channels.add(Wire.description(settings.id(), ChannelDescription.Kind.ACTUATOR, actuator.channel())));
        return channels;
    }

    @Override
    public void close() {
        sensors.values().forEach(Sensor::close);
        hardware.close();
    }
}
