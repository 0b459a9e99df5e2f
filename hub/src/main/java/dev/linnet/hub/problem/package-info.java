/** Errors of the HTTP interfaces, as RFC 9457 problem details. */
@NullMarked
package dev.linnet.hub.problem;

import org.jspecify.annotations.NullMarked;
