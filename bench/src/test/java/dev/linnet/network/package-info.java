/** What networks do to the link between the real agent's parts and a real hub. */
@NullMarked
package dev.linnet.network;

import org.jspecify.annotations.NullMarked;
