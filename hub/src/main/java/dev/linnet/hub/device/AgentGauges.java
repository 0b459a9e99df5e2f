package dev.linnet.hub.device;

import dev.linnet.hub.metrics.Metrics;
import java.time.Duration;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** What connected agents say of themselves, over all of them; the API tells it of each. */
final class AgentGauges {
    private AgentGauges() {}

    static void register(Metrics metrics, DeviceRegistry registry) {
        metrics.gauge(
                "linnet_agents_readings_waiting",
                "Readings in the spools of connected agents, as they said last.",
                () -> each(registry, AgentStatus::waiting).sum());
        metrics.gauge(
                "linnet_agents_room_left_seconds_min",
                "How long the fullest spool lasts; -1 for ever.",
                () -> each(registry, AgentGauges::left)
                        .filter(left -> left >= 0)
                        .min()
                        .orElse(-1));
        metrics.gauge(
                "linnet_agents_clock_offset_seconds_max",
                "By how much the worst clock among connected agents is off.",
                () -> each(registry, AgentGauges::offset).max().orElse(0));
        metrics.gauge(
                "linnet_agents_clocks_off",
                "Connected agents whose clocks are off by more than two seconds, or not set.",
                () -> each(registry, agent -> agent.clockIsOff() ? 1 : 0).sum());
        metrics.gauge(
                "linnet_devices_readings_lost",
                "Readings that devices have sampled and lost, as far as the history remembers.",
                () -> registry.devices().stream()
                        .mapToLong(DeviceSnapshot::lost)
                        .sum());
    }

    private static DoubleStream each(DeviceRegistry registry, ToDoubleFunction<AgentStatus> value) {
        return registry.devices().stream()
                .map(DeviceSnapshot::agent)
                .filter(Objects::nonNull)
                .mapToDouble(value);
    }

    private static double left(AgentStatus agent) {
        Duration left = agent.left();
        return left == null ? -1 : left.toSeconds();
    }

    private static double offset(AgentStatus agent) {
        Duration offset = agent.clockOffset();
        return offset == null ? 0 : offset.abs().toMillis() / 1e3;
    }
}
