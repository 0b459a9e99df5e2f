package dev.linnet.hub.device;

import dev.linnet.hub.metrics.Counter;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Fault;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What is counted about sessions. */
final class SessionMetrics {
    final Counter opened;
    final Counter replaced;
    final Counter readings;
    final Counter duplicates;
    final Counter paused;
    final Counter overloaded;
    final Counter agentFaults;
    private final Map<Fault.Code, Counter> faults = new EnumMap<>(Fault.Code.class);

    SessionMetrics(Metrics metrics) {
        opened = metrics.counter("linnet_sessions_opened_total", "Device sessions that got as far as welcome.");
        replaced = metrics.counter(
                "linnet_sessions_replaced_total", "Device sessions ended because a newer one of the device took over.");
        readings = metrics.counter("linnet_readings_total", "Readings received that the hub did not have yet.");
        duplicates = metrics.counter(
                "linnet_readings_duplicate_total", "Readings received again and dropped; not lost, but resent.");
        paused = metrics.counter(
                "linnet_sessions_paused_total",
                "Times that a session's socket was not read because the history was behind.");
        overloaded = metrics.counter(
                "linnet_sessions_overloaded_total", "Sessions ended with 1013 because the history was far behind.");
        agentFaults = metrics.counter("linnet_agent_faults_total", "Faults that agents reported.");
        for (Fault.Code code : Fault.Code.values()) {
            String word = code.name().toLowerCase(Locale.ROOT).replace('_', '-');
            faults.put(code, metrics.counter("linnet_faults_total", "Faults answered to agents.", "code", word));
        }
    }

    void fault(Fault.Code code) {
        Objects.requireNonNull(faults.get(code)).increment(); // the constructor made one of each
    }
}
