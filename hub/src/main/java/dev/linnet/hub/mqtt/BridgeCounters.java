package dev.linnet.hub.mqtt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the bridge counts since it started. Any thread. */
public final class BridgeCounters {
    final LongAdder published = new LongAdder();
    final LongAdder coalesced = new LongAdder();
    final LongAdder droppedReadings = new LongAdder();
    final LongAdder droppedResults = new LongAdder();
    final LongAdder commands = new LongAdder();
    final LongAdder rejectedCommands = new LongAdder();
    final LongAdder retainedCommands = new LongAdder();
    final LongAdder connects = new LongAdder();
    final LongAdder failedConnects = new LongAdder();
    final LongAdder lostConnections = new LongAdder();

    /** Every count by its metric name. */
    public Map<String, Long> values() {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("linnet_mqtt_published_total", published.sum());
        values.put("linnet_mqtt_states_coalesced_total", coalesced.sum());
        values.put("linnet_mqtt_readings_dropped_total", droppedReadings.sum());
        values.put("linnet_mqtt_results_dropped_total", droppedResults.sum());
        values.put("linnet_mqtt_commands_total", commands.sum());
        values.put("linnet_mqtt_commands_malformed_total", rejectedCommands.sum());
        values.put("linnet_mqtt_commands_retained_ignored_total", retainedCommands.sum());
        values.put("linnet_mqtt_connects_total", connects.sum());
        values.put("linnet_mqtt_connects_failed_total", failedConnects.sum());
        values.put("linnet_mqtt_connections_lost_total", lostConnections.sum());
        return values;
    }
}
