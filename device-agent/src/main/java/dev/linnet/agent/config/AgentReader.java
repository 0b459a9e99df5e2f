package dev.linnet.agent.config;

import dev.linnet.agent.config.AgentConfiguration.HardwareChoice;
import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.configuration.Section;
import dev.linnet.protocol.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Binds the top of the file. */
final class AgentReader {
    private AgentReader() {}

    static AgentConfiguration bind(Section top, Path file) {
        String device = top.value("device", "device", id -> Names.require("the name", id));
        HubSettings hub = HubSettings.bind(top.section("hub"));
        HardwareChoice hardware = top.choice("hardware", HardwareChoice.class, HardwareChoice.AUTO);
        SpoolSettings spool = SpoolReader.bind(top.section("spool"), file, device, System.getenv("STATE_DIRECTORY"));
        DeviceReader devices = new DeviceReader();
        List<SensorSettings> sensors = new ArrayList<>();
        top.sections("sensors").forEach(section -> devices.sensor(section).ifPresent(sensors::add));
        List<ActuatorSettings> actuators = new ArrayList<>();
        top.sections("actuators").forEach(section -> devices.actuator(section).ifPresent(actuators::add));
        if (!top.has("sensors") && !top.has("actuators")) {
            top.problem("sensors", "there are neither sensors nor actuators: the agent would have nothing to do");
        }
        return new AgentConfiguration(device, hub, hardware, spool, sensors, actuators);
    }
}
