package dev.linnet.hub.history;

import dev.linnet.protocol.Value;
import java.time.Instant;

/** A value of one channel at one time. */
public record Point(Instant time, Value value) {}
