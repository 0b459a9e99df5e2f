/** Counters and gauges, in the text form that Prometheus reads. */
@NullMarked
package dev.linnet.hub.metrics;

import org.jspecify.annotations.NullMarked;
