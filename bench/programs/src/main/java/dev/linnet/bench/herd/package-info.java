/** Thousands of agents that come back at once, and what dashboards feel of it. */
@NullMarked
package dev.linnet.bench.herd;

import org.jspecify.annotations.NullMarked;
