/** The one connection to the hub: opens it, keeps it, and brings readings, commands and results across. */
@NullMarked
package dev.linnet.agent.link;

import org.jspecify.annotations.NullMarked;
