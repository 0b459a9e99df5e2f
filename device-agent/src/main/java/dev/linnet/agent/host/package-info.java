/** What the agent has to know of the machine it runs on: its model, its clocks. */
@NullMarked
package dev.linnet.agent.host;

import org.jspecify.annotations.NullMarked;
