package dev.linnet.agent.config;

import dev.linnet.agent.config.AgentConfiguration.HardwareChoice;
import dev.linnet.configuration.Section;
import dev.linnet.protocol.Names;
import java.util.ArrayList;
import java.util.List;

/** Binds the top of the file. */
final class AgentReader {
    private static final long DEFAULT_SPOOL_BYTES = 4L << 20;
    private static final long MIN_SPOOL_BYTES = 64L << 10;

    private AgentReader() {}

    static AgentConfiguration bind(Section top) {
        String device = top.value("device", "device", id -> Names.require("the name", id));
        HubSettings hub = HubSettings.bind(top.section("hub"));
        HardwareChoice hardware = top.choice("hardware", HardwareChoice.class, HardwareChoice.AUTO);
        Section spool = top.section("spool");
        long spoolBytes = spool.size("memory", DEFAULT_SPOOL_BYTES);
        if (spoolBytes < MIN_SPOOL_BYTES) {
            spool.problem("memory", "memory: the spool needs at least 64KiB");
        }
        DeviceReader devices = new DeviceReader();
        List<SensorSettings> sensors = new ArrayList<>();
        top.sections("sensors").forEach(section -> devices.sensor(section).ifPresent(sensors::add));
        List<ActuatorSettings> actuators = new ArrayList<>();
        top.sections("actuators").forEach(section -> devices.actuator(section).ifPresent(actuators::add));
        if (!top.has("sensors") && !top.has("actuators")) {
            top.problem("sensors", "there are neither sensors nor actuators: the agent would have nothing to do");
        }
        return new AgentConfiguration(device, hub, hardware, spoolBytes, sensors, actuators);
    }
}
