/** A command's way to a device and its one result back. */
@NullMarked
package dev.linnet.hub.command;

import org.jspecify.annotations.NullMarked;
