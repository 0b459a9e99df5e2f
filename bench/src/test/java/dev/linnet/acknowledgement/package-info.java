/** Spool, link, session and journal together, under every order of events that chance comes up with. */
@NullMarked
package dev.linnet.acknowledgement;

import org.jspecify.annotations.NullMarked;
