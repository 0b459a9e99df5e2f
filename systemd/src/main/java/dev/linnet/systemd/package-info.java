/** What a service says to systemd while it runs: ready, alive, stopping. */
@NullMarked
package dev.linnet.systemd;

import org.jspecify.annotations.NullMarked;
