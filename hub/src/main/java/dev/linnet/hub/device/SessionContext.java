package dev.linnet.hub.device;

import dev.linnet.hub.history.Journal;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What every session works with.
 *
 * @param clock the wall clock, told to agents
 * @param nanoClock a monotonic clock
 */
record SessionContext(
        DeviceSessions sessions,
        DeviceRegistry registry,
        Journal journal,
        SessionLimits limits,
        SessionEvents events,
        SessionMetrics metrics,
        Clock clock,
        LongSupplier nanoClock) {}
