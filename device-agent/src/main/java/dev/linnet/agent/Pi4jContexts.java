package dev.linnet.agent;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.context.ContextBuilder;
import dev.linnet.agent.config.AgentConfiguration.HardwareChoice;
import dev.linnet.sensors.fake.FakeBoard;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import dev.linnet.sensors.linux.kernel.Libc;

/** Starts Pi4J with the providers that the configuration chooses. */
final class Pi4jContexts {
    private Pi4jContexts() {}

    static Context start(HardwareChoice choice) {
        return switch (choice) {
            case AUTO -> builder().autoDetect().build();
            case LINUX ->
                builder()
                        .noAutoDetect()
                        .add(LinuxPlugin.providers(new LinuxDevices(new Libc(), null)))
                        .build();
            case PI4J ->
                builder().autoDetect().property(LinuxPlugin.LEFT_OUT, "true").build();
            case FAKE -> new FakeBoard().start();
        };
    }

    /** Pi4J's own shutdown hook would pull the lines away under the agent's orderly stop. */
    private static ContextBuilder builder() {
        return Pi4J.newContextBuilder().disableShutdownHook();
    }
}
