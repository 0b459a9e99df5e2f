/** The faults' own parts: a test that cannot see a loss would prove nothing. */
@NullMarked
package dev.linnet.faults;

import org.jspecify.annotations.NullMarked;
