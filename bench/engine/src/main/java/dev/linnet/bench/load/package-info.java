/**
 * A load generator that is the same for every server: one thread, one selector, frames that were masked beforehand, and
 * nothing allocated or computed per message but a comparison of the answer's header.
 */
@NullMarked
package dev.linnet.bench.load;

import org.jspecify.annotations.NullMarked;
