/** Keeps readings until the hub has acknowledged them. */
@NullMarked
package dev.linnet.agent.spool;

import org.jspecify.annotations.NullMarked;
