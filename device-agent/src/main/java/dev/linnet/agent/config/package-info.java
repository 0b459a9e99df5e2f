/** The agent's configuration file, bound strictly into plain records. */
@NullMarked
package dev.linnet.agent.config;

import org.jspecify.annotations.NullMarked;
