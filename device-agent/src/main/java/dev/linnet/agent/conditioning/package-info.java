/** Filters between a sensor and the spool, so that what is sent is what matters. */
@NullMarked
package dev.linnet.agent.conditioning;

import org.jspecify.annotations.NullMarked;
