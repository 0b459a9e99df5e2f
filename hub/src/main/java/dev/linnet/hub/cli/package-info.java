/** The command line: running the hub, and the tokens and links that let others in. */
@NullMarked
package dev.linnet.hub.cli;

import org.jspecify.annotations.NullMarked;
