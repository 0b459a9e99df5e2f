/** Who may come in: device tokens, API tokens, login links and browser sessions. */
@NullMarked
package dev.linnet.hub.access;

import org.jspecify.annotations.NullMarked;
