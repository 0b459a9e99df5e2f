/** Many simulated agents on one thread: they send readings over WebSocket or MQTT, and count what is acknowledged. */
@NullMarked
package dev.linnet.bench.agents;

import org.jspecify.annotations.NullMarked;
