/** Executes commands once each, and keeps actuators safe while there is no hub. */
@NullMarked
package dev.linnet.agent.command;

import org.jspecify.annotations.NullMarked;
