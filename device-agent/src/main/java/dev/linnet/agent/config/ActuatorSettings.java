package dev.linnet.agent.config;

import dev.linnet.sensors.ActuatorDriver;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sample;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One entry under {@code actuators}.
 *
 * @param id the channel's id
 * @param driver what kind it is
 * @param options what the driver asked for
 * @param every how often its state is read back and reported besides changes
 * @param initial the state that it starts in
 * @param failSafe null when it keeps its state whatever happens
 */
public record ActuatorSettings(
        String id,
        ActuatorDriver driver,
        OptionValues options,
        Duration every,
        Sample.Value initial,
        @Nullable FailSafe failSafe) {
    /**
     * The state that an actuator takes when nobody is there to command it: at the agent's start and stop, and without a hub.
     *
     * @param state that state
     * @param after so long without a hub; null for never
     */
    public record FailSafe(Sample.Value state, @Nullable Duration after) {}

    /** Ids are unique. What Java makes of all components, it makes at run time, and in a small process that is memory. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
