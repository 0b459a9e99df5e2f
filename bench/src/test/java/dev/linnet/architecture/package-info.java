/** Holds the arrows between modules and the habits of the whole source tree. */
@NullMarked
package dev.linnet.architecture;

import org.jspecify.annotations.NullMarked;
