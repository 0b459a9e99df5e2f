/** The agent's own thread, and work that runs beside it. */
@NullMarked
package dev.linnet.agent.schedule;

import org.jspecify.annotations.NullMarked;
