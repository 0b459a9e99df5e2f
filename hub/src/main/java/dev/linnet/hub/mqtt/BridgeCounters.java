package dev.linnet.hub.mqtt;

import dev.linnet.hub.metrics.Counter;
import dev.linnet.hub.metrics.Metrics;

/** What the bridge counts. Any thread. */
final class BridgeCounters {
    final Counter published;
    final Counter coalesced;
    final Counter droppedReadings;
    final Counter droppedResults;
    final Counter commands;
    final Counter rejectedCommands;
    final Counter retainedCommands;
    final Counter connects;
    final Counter failedConnects;
    final Counter lostConnections;

    BridgeCounters(Metrics metrics) {
        published = metrics.counter("linnet_mqtt_published_total", "Messages that the broker took.");
        coalesced = metrics.counter(
                "linnet_mqtt_states_coalesced_total", "States that a newer one replaced before the broker took them.");
        droppedReadings = metrics.counter(
                "linnet_mqtt_readings_dropped_total", "Readings not published on telemetry topics for want of room.");
        droppedResults =
                metrics.counter("linnet_mqtt_results_dropped_total", "Results not published for want of room.");
        commands = metrics.counter("linnet_mqtt_commands_total", "Commands that arrived over MQTT.");
        rejectedCommands = metrics.counter(
                "linnet_mqtt_commands_malformed_total", "Commands over MQTT that could not be understood.");
        retainedCommands = metrics.counter(
                "linnet_mqtt_commands_retained_total", "Retained commands, which are ignored: they may be of any age.");
        connects = metrics.counter("linnet_mqtt_connects_total", "Connections made to the broker.");
        failedConnects = metrics.counter("linnet_mqtt_connects_failed_total", "Connections that did not come about.");
        lostConnections = metrics.counter("linnet_mqtt_connections_lost_total", "Connections that broke.");
    }
}
